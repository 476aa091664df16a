"""Writing in the registers: append, open a volume, strike, hand in."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import orjson
from django.db import DatabaseError, connection, transaction
from pydantic import Field

from salesfloor.base.commands import Actor, Answer, about, announce, cite, command
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import Busy, bad_input
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.kernel.registers import queries, rules
from salesfloor.kernel.registers.models import Book
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOCK_WENT_BACK: Final = "SF001"
NO_OPEN_BOOK: Final = "SF002"

Register = Annotated[Code, Field(alias="register")]

_APPEND: Final = """
    SELECT book_id, volume, line_no, register_no, recorded_at, filled FROM register.append(
        %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
        %s::text[], %s::text[], %s::bytea[], %s::text[])
"""


class NoOpenBook(LookupError):  # noqa: N818 - expected, and answered by clause 3.4.3.1
    """The holder has no book in hand."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a line stands."""

    book_id: int
    volume: int
    line_no: int
    register_no: int
    recorded_at: datetime


def commitment(salt: bytes, field: str, value: str) -> str:
    """Return the hex HMAC-SHA-256 under the salt that a line holds of a personal value."""
    return hmac.digest(salt, f"{field}\0{value}".encode(), "sha256").hex()


def append(
    *,
    site_id: int,
    kind: str,
    actor: Actor,
    at: datetime,
    body: Mapping[str, Any],
    personal: Mapping[str, str] | None = None,
    holder_id: int | None = None,
    line_kind: str = "entry",
    ref: str | None = None,
    key: str | None = None,
) -> Written:
    """Write a line and return where it stands; the volume that it fills is closed (3.2.3.5).

    Personal values go beside the line, which holds salted commitments of them.

    :raises NoOpenBook: the holder has no open book of that kind.
    :raises Busy: the clock stands before the book's last line (case 19).
    """
    policies = rulebook.policies(site_id, at)
    values = {name: value for name, value in sorted((personal or {}).items()) if value}
    salts = [secrets.token_bytes(32) for _ in values]
    commitments = [
        commitment(salt, name, value)
        for salt, (name, value) in zip(salts, values.items(), strict=True)
    ]
    row = (
        site_id,
        kind,
        holder_id,
        policies["register.lines_per_volume"],
        line_kind,
        at,
        actor.code,
        actor.session,
        key,
        ref,
        policies.serial,
        orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode(),
        list(values),
        list(values.values()),
        salts,
        commitments,
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(_APPEND, row)
            found = cursor.fetchone()
    except DatabaseError as error:
        _explain(error)
        raise
    *where, filled = found
    if filled:
        _hand_in_is_due(site_id, kind, where[0], where[1])
    return Written(*where)


def _explain(error: DatabaseError) -> None:
    state = getattr(error.__cause__, "sqlstate", "")
    if state == NO_OPEN_BOOK:
        raise NoOpenBook from error
    if state == CLOCK_WENT_BACK:
        raise Busy(str(error)) from error


def _hand_in_is_due(site_id: int, kind: str, book_id: int, volume: int) -> None:
    cite("3.2.3.5")
    announce("volume_full", "3.2.3.5", register=kind, volume=volume)
    for listener in queries.VOLUME_FILLED:
        listener(site_id, book_id)


def open_site(site_id: int, code: str, at: datetime) -> None:
    """Start the site's book of books."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT register.open_site(%s, %s, %s, 'salesfloor', 1000000)", (site_id, code, at)
        )


def open_volume(
    *, site_id: int, kind: str, holder_id: int | None, actor: Actor, at: datetime
) -> int:
    """Open the next volume of a register and return its number."""
    size = rulebook.policies(site_id, at)["register.lines_per_volume"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM register.open_volume(%s, %s, %s, %s, %s, %s)",
            (site_id, kind, holder_id, size, at, actor.code),
        )
        number: int = cursor.fetchone()[0]
    return number


def hand_in(*, book_id: int, actor: Actor, at: datetime) -> None:
    """Close a volume for good and enter its final hash in the book of books."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT register.hand_in(%s, %s, %s)", (book_id, at, actor.code))


@command("strike", may=ANYONE)
def strike(
    *, actor: Actor, at: datetime, register_: Register, register_no: int, reason: RequiredLine
) -> Answer:
    """Strike a line by a correcting line that cites it; the line itself stays (3.2.3.3).

    :raises Refused: 3.2.3.3 for a line struck already or a correcting line; `access` unless
        the manager, the desk or the person who wrote the line.
    """
    site_id = queries.site_of(actor)
    line = queries.line_numbered(site_id, register_, register_no, lock=True)
    rules.may_strike_for(actor.post, wrote=line.actor == actor.code).enforce()
    rules.may_strike(line.kind, is_struck=queries.is_struck(line)).enforce()
    written = strike_line(
        site_id=site_id,
        register=register_,
        register_no=register_no,
        actor=actor,
        at=at,
        reason=reason,
    )
    cite("3.2.3.3")
    about(f"line:{register_}:{register_no}")
    return {"correction_no": written.register_no}


def strike_line(
    *,
    site_id: int,
    register: str,
    register_no: int,
    actor: Actor,
    at: datetime,
    reason: str,
    facts: Mapping[str, Any] | None = None,
) -> Written:
    """Write the correcting line that strikes another; who may is the caller's question."""
    line = queries.line_numbered(site_id, register, register_no, lock=False)
    return append(
        site_id=site_id,
        kind=register,
        actor=actor,
        at=at,
        line_kind="correction",
        ref=f"{line.book.name}:{line.line_no}",
        body={"do": "strike", "register_no": register_no, **(facts or {})},
        personal={"reason": reason},
    )


@command("hand_in_volume", may=MANAGERS, clause="3.2.3.4")
def hand_in_volume(*, actor: Actor, at: datetime, register_: Register, volume: int) -> Answer:
    """Record that the manager handed a volume in (3.2.3.4, 3.2.3.5).

    :raises Refused: 3.2.3.5 while the volume is not full; `input` where there is none.
    """
    site_id = queries.site_of(actor)
    book = Book.objects.filter(site_id=site_id, kind=register_, number=volume).first()
    if book is None:
        raise bad_input(phrase("There is no volume {volume} of this register.", volume=volume))
    rules.may_hand_in(book.status).enforce()
    hand_in(book_id=book.pk, actor=actor, at=at)
    append(
        site_id=site_id,
        kind="custody",
        actor=actor,
        at=at,
        line_kind="hand_in",
        body={"do": "hand_in", "volume": book.name, "lines": book.lines},
    )
    cite("3.2.3.4", "3.2.3.5")
    about(f"book:{book.pk}")
    return {"volume": volume, "status": "HANDED_IN"}


@command("hand_over_custody", may=MANAGERS, clause="3.2.3.4")
def hand_over_custody(*, actor: Actor, at: datetime, to: Code, reason: RequiredLine) -> Answer:
    """Hand the custody of the site's registers to another manager, on record (3.2.3.4)."""
    site_id = queries.site_of(actor)
    successor = queries.POST_OF[0](to)
    rules.may_keep_registers(successor).enforce()
    append(
        site_id=site_id,
        kind="custody",
        actor=actor,
        at=at,
        body={"do": "hand_over", "from": actor.code, "to": to},
        personal={"reason": reason},
    )
    cite("3.2.3.4")
    about(f"custody:{to}")
    return {"custodian": to}


@command("read_register", may=MANAGERS, clause="3.2.3.4")
def read_register(
    *,
    actor: Actor,
    at: datetime,
    register_: Register,
    volume: int,
    purpose: Literal["read", "print", "export"] = "read",
    pages: Line = "",
) -> Answer:
    """Leave the trace of reading, printing or exporting a volume across consultants (3.2.3.4).

    :raises Refused: 3.2.3.4 unless by the manager or above; `input` where there is no such volume.
    """
    site_id = queries.site_of(actor)
    book = Book.objects.filter(site_id=site_id, kind=register_, number=volume).first()
    if book is None:
        raise bad_input(phrase("There is no volume {volume} of this register.", volume=volume))
    note_reading(actor=actor, at=at, body={"do": purpose, "volume": book.name, "pages": pages})
    cite("3.2.3.4")
    about(f"book:{register_}:{volume}")
    return {"volume": volume, "purpose": purpose}


def note_reading(*, actor: Actor, at: datetime, body: Mapping[str, Any]) -> None:
    """Leave the trace of printing, exporting or reading across consultants (3.2.3.4)."""
    with transaction.atomic():
        append(site_id=queries.site_of(actor), kind="custody", actor=actor, at=at, body=body)
