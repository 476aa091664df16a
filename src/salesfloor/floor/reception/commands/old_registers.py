"""Visits and calls of old registers: lines in a volume of their own, receptions that are over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.base.bulk import insert_rows, next_ids, parts
from salesfloor.floor.reception.commands.assigning import remark_of
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.rules.refs import made_ref
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from salesfloor.base.commands import Actor

OUTCOME = "left"
"""Old registers do not say how a reception ended; nothing is asked about it any more."""


@dataclass(slots=True, kw_only=True)
class OldReception:
    """One line of an old register."""

    id: int = 0
    at: datetime
    channel: str
    receiver_id: int
    receiver: str
    basis: str = "turn"
    phone: str = ""
    name: str = ""
    area: str = ""
    medium: str = ""
    need: str = ""
    note: str = ""


def number(rows: list[OldReception]) -> None:
    """Give the receptions to come their numbers in the table, in the order of the registers."""
    for row, number_ in zip(rows, next_ids(Reception, len(rows)), strict=True):
        row.id = number_


def write(
    rows: list[OldReception],
    *,
    site_id: int,
    channel: str,
    actor: Actor,
    at: datetime,
    customers: dict[str, int],
    progress: Callable[[int], None],
) -> None:
    """Write the lines of one old register in their order, and their receptions."""
    if not rows:
        return
    volume = registers.OldVolume(site_id=site_id, kind=channel, size=len(rows), actor=actor, at=at)
    register_no = volume.first_no
    serial = rulebook.policies(site_id, at).serial
    for part in parts(rows, 1000):
        volume.append([_line(row) for row in part])
        told = []
        for row in part:
            told.append(_reception(row, register_no, site_id, actor, serial, customers))
            register_no += 1
        insert_rows(Reception, told)
        progress(len(part))


def _line(row: OldReception) -> registers.OldLine:
    body: dict[str, object] = {
        "do": row.channel,
        "ref": None,
        "assigned_to": row.receiver,
        "basis": row.basis,
        "owner": None,
        "buyer": True,
        "phone_valid": bool(row.phone),
        "remark": remark_of(row.basis),
        "moves": [],
    }
    personal = {
        "name": row.name,
        "phone": row.phone,
        "area": row.area,
        "medium": row.medium,
        "need": row.need,
        "note": row.note,
    }
    return registers.OldLine(row.at, body, personal)


def _reception(  # noqa: PLR0917 - the facts of a row
    row: OldReception,
    register_no: int,
    site_id: int,
    actor: Actor,
    serial: int,
    customers: dict[str, int],
) -> dict[str, object]:
    return {
        "id": row.id,
        "site_id": site_id,
        "ref": made_ref(row.channel, register_no),
        "channel": row.channel,
        "register_no": register_no,
        "registered_at": row.at,
        "registered_by": actor.code,
        "arrived_at": row.at,
        "customer_id": customers.get(row.phone),
        "phone": row.phone,
        "phone_given": row.phone,
        "name": row.name,
        "area": row.area,
        "medium": row.medium,
        "need": row.need,
        "party": [],
        "basis": row.basis,
        "receiver_id": row.receiver_id,
        "assigned_at": row.at,
        "policy_serial": serial,
        "ended_at": row.at,
        "ended_by": "salesfloor",
        "outcome": OUTCOME,
        "is_late": True,
    }
