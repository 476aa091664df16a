"""Trying policies on the site's own past, and setting several at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.base.values import PlainValues
from salesfloor.floor.customers import api as customers
from salesfloor.floor.hindsight import facts, presets, trying
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.floor.customers.api import Ledger


class Differs(Answer):
    """A customer who would stand otherwise."""

    phone: str
    owner: str | None
    until: str | None
    would_owner: str | None
    would_until: str | None
    deal: bool


class WhatIf(Answer):
    """How many claims were founded, and which customers would stand otherwise."""

    claims: int
    differ: int
    rows: list[Differs]


@command(
    "what_if",
    may=MANAGERS,
    word=phrase("Try policies on the past"),
    trades=WITH_ROTATION,
    done=phrase("Nothing was changed."),
)
def what_if(
    *,
    actor: SiteActor,
    at: datetime,
    policy: Annotated[PlainValues, Label("Policies to try")],
    from_: Annotated[Day, Field(alias="from"), Label("Claims founded from")],
    to: Annotated[Day, Label("To")],
) -> WhatIf:
    """Work the site's claims out anew under other policies; nothing is written.

    The facts are those of the site's own books: who received whom when, phones, follow-ups, relations,
    referrals, hand-overs, decisions, deals. The rotation is not run anew.

    :raises Refused: `input` for a policy that is not there, a value that cannot be, or days the wrong way
        round.
    """
    for name, value in policy.items():
        rulebook.check_value(name, value)
    if from_ > to:
        raise bad_input(phrase("The first day lies after the last one."))
    tell = imports.teller()
    happened = facts.facts_of(actor.site_id, at)
    total = 2 * len(happened)
    now = trying.work_out(
        actor.site_id, happened, tried={}, at=at, heard=lambda n: tell("try", n, total)
    )
    would = trying.work_out(
        actor.site_id,
        happened,
        tried=policy,
        at=at,
        heard=lambda n: tell("try", n + len(happened), total),
    )
    period = (from_, to)
    claims = sum(_is_within(held.made_at, period) for held in now.all())
    rows = _differing(now, would, period, site_id=actor.site_id, at=at)
    return WhatIf(claims=claims, differ=len(rows), rows=rows)


def _is_within(moment: datetime, period: tuple[date, date]) -> bool:
    return period[0] <= day_of(moment) <= period[1]


@dataclass(frozen=True, slots=True)
class _Stands:
    """Whose a customer is, and the last valid day of the latest claim; none while a deal binds it."""

    owner_id: int | None
    until: date | None


def _differing(
    now: Ledger, would: Ledger, period: tuple[date, date], *, site_id: int, at: datetime
) -> list[Differs]:
    phones = {
        held.phone
        for ledger in (now, would)
        for held in ledger.all()
        if _is_within(held.made_at, period)
    }
    found = []
    for phone in sorted(phones):
        is_so, would_be = _standing(now, phone, at), _standing(would, phone, at)
        if is_so != would_be:
            found.append((phone, is_so, would_be))
    buyers = facts.buyers_of(site_id, at)
    owners = {one.owner_id for _, *both in found for one in both if one.owner_id}
    codes = people.codes_of(sorted(owners))
    return [
        Differs(
            phone=masked_phone(phone),
            owner=codes.get(is_so.owner_id or 0),
            until=_written(is_so.until),
            would_owner=codes.get(would_be.owner_id or 0),
            would_until=_written(would_be.until),
            deal=phone in buyers,
        )
        for phone, is_so, would_be in found
    ]


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _standing(ledger: Ledger, phone: str, at: datetime) -> _Stands:
    claim, latest = ledger.deciding(phone, at), ledger.latest(phone)
    ends = latest is not None and not customers.is_bound(latest.lapses_at)
    return _Stands(
        claim.owner_id if claim else None,
        customers.last_day(latest.lapses_at) if latest and ends else None,
    )


class PresetUsed(Answer):
    """The policies that were set, each with its value."""

    policies: dict[str, Any]


@command(
    "use_preset",
    may=MANAGERS,
    word=phrase("Use a set of policies"),
    done=phrase("The changes are on record."),
)
def use_preset(
    *,
    actor: SiteActor,
    at: datetime,
    preset: Annotated[Code, Label("Set of policies")],
    from_: Annotated[Day, Field(alias="from"), Label("From")],
) -> PresetUsed:
    """Set the policies of a preset from a day on, each as `policy` would.

    :raises Refused: `input` for a preset that is not there, or a day gone by.
    """
    values = presets.values_of(preset)
    rulebook.check_start(from_, at)
    for name, value in values.items():
        rulebook.set_policy(
            site_id=actor.site_id, name=name, value=value, from_on=from_, actor=actor, at=at
        )
        cite(rulebook.parameters()[name].clause)
    about(f"preset:{preset}")
    board_changed()
    return PresetUsed(policies=values)
