"""Writing in the registers: append, open and hand in volumes. The database does it in one trip."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NoReturn

from django.db import DatabaseError

from salesfloor.base import lines
from salesfloor.base.acts import running_act
from salesfloor.base.commands import Actor, announce, cite, current_act
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import ClockUnsure, KeyReused, bad_input
from salesfloor.base.sql import Asked, bytes_array, execute, fetch_one, text_array
from salesfloor.base.texts import composed
from salesfloor.kernel.registers import chain, queries, rules
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.base.lines import RegisterLine
    from salesfloor.kernel.registers.models import Line

CLOCK_WENT_BACK: Final = "SF001"
NO_OPEN_BOOK: Final = "SF002"
KEY_REUSED: Final = "SF005"
NO_SUCH_LINE: Final = "SF006"
NO_ENTRY: Final = "SF007"
STRUCK_ALREADY: Final = "SF008"
BOOK_OF_BOOKS_SIZE: Final = 1_000_000

_APPEND: Final = """
    SELECT book_id, book_name, volume, line_no, register_no, recorded_at, hash, filled
    FROM register.append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
        %s::text[], %s::text[], %s::bytea[], %s::text[])
"""


_NEXT: Final = """
    SELECT book_id, volume, line_no, register_no, fills FROM register.next_line(%s, %s)
"""
_APPEND_NEXT: Final = """
    SELECT register.append_next(%s, %s, %s, %s, %s, %s, %s, %s, %s,
        %s::text[], %s::text[], %s::bytea[], %s::text[])
"""


class NoOpenBook(LookupError):  # noqa: N818 - said to the caller, who knows what it means
    """The holder has no book in hand."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a line stands."""

    book_id: int
    book_name: str
    volume: int
    line_no: int
    register_no: int
    recorded_at: datetime
    hash: bytes

    @property
    def anchor(self) -> str:
        """Return what a slip says of the line, so that its holder is a witness."""
        return chain.anchor(self.book_name, self.line_no, self.hash)


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

    Personal values go beside the line, which holds salted commitments of them. A key that was
    used for the same line answers where that line stands.

    :raises NoOpenBook: the holder has no open book of that kind.
    :raises ClockUnsure: the clock stands before the book's last line (case 19).
    :raises KeyReused: the key was used for another line.
    :raises Refused: 3.2.3.3 for correcting what is struck, or a correction; `input` for a mobile
        or identity number in a text that is kept for ever.
    """
    policies = rulebook.policies(site_id, at)
    row = (
        site_id,
        kind,
        holder_id,
        policies["register.lines_per_volume"],
        line_kind,
        at,
        actor.code,
        chain.session_mark(actor.session),
        key,
        ref,
        policies.serial,
        _text_of(body),
        *_sealed(personal or {}),
    )
    try:
        found = fetch_one(_APPEND, row)
    except DatabaseError as error:
        _explain(error)
    if found is None:
        raise AssertionError("the database appended a line and did not say where")
    *where, line_hash, filled = found
    if filled:
        _tell_of_full_volume(site_id, kind, at, book_id=where[0], volume=where[2])
    written = Written(*(*where, bytes(line_hash)))
    _publish(site_id, kind, written.register_no, actor, at, body, personal or {})
    return written


def _publish(  # noqa: PLR0917 - the facts of an entry
    site_id: int,
    kind: str,
    register_no: int,
    actor: Actor,
    at: datetime,
    body: Mapping[str, Any],
    personal: Mapping[str, str],
) -> None:
    """Tell the subscribers of the line, in its transaction."""
    do = str(body.get("do", ""))
    if lines.has_subscribers(do):
        lines.publish(lines.Entry(do, kind, register_no, site_id, at, actor, body, personal))


def write(
    line: RegisterLine,
    *,
    actor: Actor,
    at: datetime,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    site_id: int | None = None,
    claimed_at: datetime | None = None,
) -> Written:
    """Write a declared line, at the actor's site where none is named; see `append`.

    With `claimed_at` it is a late entry with both times.
    """
    claim = {} if claimed_at is None else {"claimed_at": claimed_at}
    return append(
        site_id=queries.site_of(actor) if site_id is None else site_id,
        kind=line.register,
        actor=actor,
        at=at,
        body={"do": line.do, **(body or {}), **claim},
        personal=personal,
        line_kind="late_entry" if claim else "entry",
    )


def record(
    *,
    actor: Actor,
    at: datetime,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    site_id: int | None = None,
    claimed_at: datetime | None = None,
) -> Written:
    """Write the line that the current command declares by `writes`; see `append`.

    :raises RuntimeError: the command declares none.
    """
    line = current_act().writes
    if line is None:
        message = f"{current_act().name} declares no line of a register"
        raise RuntimeError(message)
    return write(
        line,
        actor=actor,
        at=at,
        body=body,
        personal=personal,
        site_id=site_id,
        claimed_at=claimed_at,
    )


class NextLine:
    """A register's next line, asked for under its lock: who knows its number need not wait for it.

    Its personal values are known before; they are sealed while the lock is waited for.
    """

    def __init__(self, site_id: int | None, kind: str, personal: Mapping[str, str]) -> None:
        self.kind = kind
        self.personal = personal
        self._asked = Asked(_NEXT, (site_id, kind))
        self._sealed = _sealed(personal)

    def append(
        self,
        *,
        site_id: int,
        actor: Actor,
        at: datetime,
        body: Mapping[str, Any],
    ) -> int:
        """Write the line, as `append` does, and return the number that it has in the register.

        :raises Refused: `input` for a mobile or identity number in a text that is kept for ever.
        """
        found = self._asked.row()
        if found is None or found[0] is None:  # the register's first line
            return append(
                site_id=site_id,
                kind=self.kind,
                actor=actor,
                at=at,
                body=body,
                personal=self.personal,
            ).register_no
        book_id, volume, line_no, register_no, fills = found
        row = (
            book_id,
            line_no,
            site_id,
            self.kind,
            at,
            actor.code,
            chain.session_mark(actor.session),
            rulebook.policies(site_id, at).serial,
            _text_of(body),
            *self._sealed,
        )
        execute(_APPEND_NEXT, row)
        if fills:
            _tell_of_full_volume(site_id, self.kind, at, book_id=book_id, volume=volume)
        _publish(site_id, self.kind, int(register_no), actor, at, body, self.personal)
        return int(register_no)


def _text_of(body: Mapping[str, Any]) -> str:
    try:
        return chain.canonical(body, lambda numbers: frozenset(names_of(numbers)))
    except chain.PersonalInBodyError:
        sentence = phrase("A number of a person, or one like it, does not belong in this field.")
        raise bad_input(sentence) from None


def _sealed(personal: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return a line's personal values as arrays: fields, values, salts, commitments."""
    values = {name: composed(value) for name, value in sorted(personal.items()) if value}
    salts = [secrets.token_bytes(32) for _ in values]
    commitments = (
        chain.commitment(salt, *value) for salt, value in zip(salts, values.items(), strict=True)
    )
    return (
        text_array(values),
        text_array(values.values()),
        bytes_array(salts),
        text_array(commitments),
    )


def _tell_of_full_volume(
    site_id: int, kind: str, at: datetime, *, book_id: int, volume: int
) -> None:
    """Tell of a full volume; what fills it outside a command, such as an export, tells nobody."""
    if running_act() is None:
        return
    cite("3.2.3.5")
    announce("volume_full", "3.2.3.5", register=kind, volume=volume)
    lines.tell(queries.VOLUME_FILLED, site_id=site_id, at=at, register=kind, book_id=book_id)


def _explain(error: DatabaseError) -> NoReturn:
    """Say in the product's own words what the database turned down."""
    state = getattr(error.__cause__, "sqlstate", "")
    if state == NO_OPEN_BOOK:
        raise NoOpenBook from error
    if state == CLOCK_WENT_BACK:
        raise ClockUnsure(str(error)) from error
    if state == KEY_REUSED:
        raise KeyReused from error
    if state == NO_SUCH_LINE:
        raise bad_input(phrase("There is no such line in this register.")) from error
    if state in {NO_ENTRY, STRUCK_ALREADY}:
        kind = "correction" if state == NO_ENTRY else "entry"
        rules.may_strike(kind, is_struck=state == STRUCK_ALREADY).enforce()
    raise error


def open_site(site_id: int, code: str, at: datetime) -> None:
    """Start the site's book of books.

    :raises Refused: `input` for a code that cannot be part of a volume's name.
    """
    rules.may_name_books(code).enforce()
    row = (site_id, code, at, "salesfloor", BOOK_OF_BOOKS_SIZE)
    execute("SELECT register.open_site(%s, %s, %s, %s, %s)", row)


def open_volume(
    *, site_id: int, kind: str, holder_id: int | None, actor: Actor, at: datetime
) -> int:
    """Open the next volume of a register and return its number."""
    size = rulebook.policies(site_id, at)["register.lines_per_volume"]
    row = (site_id, kind, holder_id, size, at, actor.code)
    found = fetch_one("SELECT number FROM register.open_volume(%s, %s, %s, %s, %s, %s)", row)
    return int(found[0]) if found else 0


def await_hand_in(site_id: int, kind: str, number: int) -> None:
    """Wait until nobody else hands a volume in: whoever comes later finds it handed in."""
    key = f"hand in {site_id}/{kind}/{number}"
    execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 3235))", (key,))


def hand_in(*, book_id: int, actor: Actor, at: datetime) -> None:
    """Close a volume for good; the book of books keeps its final hash."""
    execute("SELECT register.hand_in(%s, %s, %s)", (book_id, at, actor.code))


def close_day(*, site_id: int, day: date, actor: Actor, at: datetime) -> str:
    """Draw the line under a day that is over, and return the anchor for its day sheet."""
    row = (site_id, day, at, actor.code)
    found = fetch_one("SELECT book_name, line_no, hash FROM register.close_day(%s,%s,%s,%s)", row)
    if found is None:
        raise AssertionError("the database closed a day and did not say where")
    return chain.anchor(found[0], found[1], bytes(found[2]))


def begin_epoch(*, actor: Actor, at: datetime, reason: str) -> int:
    """Say in every site's book of books that an epoch begins; return how many sites there are.

    To be called after every restore, before anything else is written (case 58).
    """
    row = (at, actor.code, reason)
    found = fetch_one("SELECT register.begin_epoch(%s, %s, %s)", row)
    return int(found[0]) if found else 0


def is_moved() -> bool:
    """Tell whether this database is a restored copy that has not begun its epoch."""
    found = fetch_one("SELECT register.is_moved()")
    return bool(found and found[0])


def strike_line(
    *,
    line: Line,
    actor: Actor,
    at: datetime,
    reason: str,
    facts: Mapping[str, Any] | None = None,
    book: int | None = None,
) -> Written:
    """Write the correcting line that strikes another; who may is the caller's question.

    `book` is the number of the book that the line stands in, where a person holds it.

    :raises NoOpenBook: the holder has no open book for the correcting line.
    """
    where = line.book
    number = line.line_no if book is not None else where.first_no + line.line_no - 1
    numbered: dict[str, Any] = {"register_no": number}
    if book is not None:
        numbered["book"] = book
    return append(
        site_id=where.site_id,
        kind=where.kind,
        holder_id=where.holder_id,
        actor=actor,
        at=at,
        line_kind="correction",
        ref=f"{where.name}:{line.line_no}",
        body={"do": "strike", **numbered, **(facts or {})},
        personal={"reason": reason},
    )


def note_reading(*, actor: Actor, at: datetime, body: Mapping[str, Any]) -> None:
    """Leave the trace of printing, exporting or reading across consultants (3.2.3.4)."""
    append(site_id=queries.site_of(actor), kind="custody", actor=actor, at=at, body=body)
