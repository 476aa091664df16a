"""Verifying the registers where they stand: one pass over all lines, and a look at the guards.

The lines are streamed in the very form of a bundle and read by the offline verifier, so what is
shown of the one holds for the other.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, question
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_SITES, ANYONE
from salesfloor.base.refusals import Busy
from salesfloor.base.sql import execute, fetch_all, fetch_one, unpipelined
from salesfloor.kernel.registers.models import Book
from salesfloor.kernel.registers.offline_verifier import (
    Anchor,
    Finding,
    NotABundleError,
    Verifier,
    anchor_from,
)
from salesfloor.kernel.registers.queries import site_of
from salesfloor.kernel.registers.records import one_moment, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VERIFYING: Final = 3233

__all__ = ["Anchor", "Finding", "Verified", "anchor_from", "verify"]

GUARDS: Final = {
    "register.book": "start_book check_book no_change no_delete no_truncate list_opened list_handed_in",
    "register.line": "check_line no_change no_truncate",
    "register.value": "no_change check_erasure no_truncate",
    "register.clock": "tell_clock",
}
"""The triggers that have to be on, whatever a session calls itself."""

_GUARDS: Final = """
    SELECT t.tgrelid::regclass::text || '/' || t.tgname FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'register'::regnamespace AND t.tgenabled = 'A'
"""
# What stands beside the chain: rows that belong to no book, facts of a volume told twice.
_ASTRAY: Final = """
    SELECT 'book ' || o.book_id || ':0', 'missing', 'is missing; there are lines of it'
        FROM (SELECT DISTINCT book_id FROM register.line) o
        WHERE NOT EXISTS (SELECT FROM register.book k WHERE k.id = o.book_id)
    UNION ALL
    SELECT 'book ' || o.book_id || ':0', 'missing', 'is missing; there are values of it'
        FROM (SELECT DISTINCT book_id FROM register.value) o
        WHERE NOT EXISTS (SELECT FROM register.book k WHERE k.id = o.book_id)
    UNION ALL
    SELECT k.name || ':0', 'shelf', 'does not stand on the shelf where its name says'
        FROM register.book k LEFT JOIN register.book f
            ON f.name = split_part(k.name, '/', 1) || '/books/1'
        WHERE k.name <> concat_ws('/', split_part(k.name, '/', 1), k.kind, k.number)
            OR k.site_id IS DISTINCT FROM f.site_id
    UNION ALL
    SELECT k.name || ':' || k.lines, 'shelf', 'is not the moment of the last line'
        FROM register.book k LEFT JOIN register.line o
            ON o.book_id = k.id AND o.line_no = k.lines
        WHERE k.last_at <> coalesce(o.recorded_at, k.opened_at)
            OR k.closed_at <> CASE WHEN k.lines = k.size THEN k.last_at ELSE k.handed_in_at END
            OR (k.closed_at IS NULL) <> (k.status = 'OPEN')
    ORDER BY 1
"""


# The clock is told in every book of books when it is set, and by its mode when a site is opened: one that
# was set behind the guard's back is not what the books say, or has dated lines ahead of the server's. A line
# that was altered may be no JSON any more: the walk through the chains names it, this must not stumble over it.
_CLOCK: Final = """
    WITH told AS (
        SELECT DISTINCT ON (b.site_id) b.name || ':' || l.line_no AS place,
            l.body::json ->> 'clock' AS mode, (l.body::json ->> 'ahead_seconds')::numeric AS ahead
        FROM register.book b JOIN register.line l ON l.book_id = b.id
        WHERE CASE WHEN b.kind = 'books' AND l.body IS JSON THEN l.body::jsonb ? 'clock' END
        ORDER BY b.site_id, b.number DESC, l.line_no DESC
    )
    SELECT told.place, 'clock', 'is the last word about the clock, which was set otherwise since'
        FROM told, register.clock c
        WHERE told.mode <> c.mode OR floor(extract(epoch FROM c.ahead)) <> coalesce(
            told.ahead, CASE WHEN c.mode = 'demo' THEN floor(extract(epoch FROM c.ahead)) ELSE 0 END)
    UNION ALL
    SELECT b.name || ':' || b.lines, 'clock', 'was recorded at a moment that is still to come'
        FROM register.book b, register.clock c
        WHERE c.mode = 'real' AND b.last_at > clock_timestamp() + c.ahead + interval '2 seconds'
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk through the registers found."""

    volumes: int
    lines: int
    values: int = 0
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def first_bad(self) -> str | None:
        """Return the first place that does not fit, as `BOOK:LINE`."""
        return self.findings[0].place if self.findings else None


def verify(site_id: int | None = None, anchors: Iterable[Anchor] = ()) -> Verified:
    """Walk every chain and name what does not fit, the first line first (3.2.3.3).

    Anchors are what receipts and day sheets say; only they show a cut tail or a rewritten book.
    """
    verifier = Verifier(anchors)
    with one_moment():
        beside = [*_found(_ASTRAY), *_found(_CLOCK), *_guards_off()]
        findings = [*_read(verifier, site_id), *beside]
    return Verified(
        verifier.volumes, verifier.lines, verifier.values, tuple(findings), tuple(verifier.notes)
    )


class RegistersVerified(Answer):
    """Whether every line fits, how many there are, and the first that does not."""

    ok: bool
    volumes: int
    lines: int
    first_bad: str = ""


@question(
    "verify",
    without_by=True,
    may=ANYONE,
    word=phrase("Verify the registers"),
)
def verify_all(*, actor: Actor, at: datetime) -> RegistersVerified:  # noqa: ARG001 - as every question
    """Say whether every line of every volume fits, and name the first that does not.

    Those above the sites have all of them verified, others their own, one at a time.

    :raises Busy: the same is being verified for somebody else.
    """
    site_id = None if actor.post in ABOVE_SITES else site_of(actor)
    with _one_at_a_time(site_id or 0):
        found = verify(site_id)
    volumes, lines = found.volumes, found.lines
    if found.first_bad is None:
        return RegistersVerified(ok=True, volumes=volumes, lines=lines)
    return RegistersVerified(ok=False, volumes=volumes, lines=lines, first_bad=found.first_bad)


@contextmanager
def _one_at_a_time(site_id: int) -> Iterator[None]:
    """Let one pass over the registers run at a time: it reads every line there is."""
    key = (_VERIFYING, site_id)
    if fetch_one("SELECT pg_try_advisory_lock(%s, %s)", key) == (False,):
        message = "the registers are being verified"
        raise Busy(message)
    try:
        yield
    finally:
        execute("SELECT pg_advisory_unlock(%s, %s)", key)


def verify_volume(book: Book) -> str | None:
    """Return the first line of a volume that does not fit, or None."""
    verifier = Verifier()
    verifier.read([b"made\t0\t\t1"])
    with unpipelined():
        verifier.read(records(book.site_id, with_values=True, only=book.pk))
    of_this = (one.place for one in verifier.findings if one.place.startswith(f"{book.name}:"))
    return next(of_this, None)


def _read(verifier: Verifier, site_id: int | None) -> list[Finding]:
    try:
        verifier.read([b"made\t0\t\t1"])
        verifier.read(records(site_id, with_values=True))
        verifier.finish()
    except (NotABundleError, ValueError, LookupError) as error:
        return [*verifier.findings, Finding("registers:0", "unreadable", str(error))]
    return verifier.findings


def _found(statement: str) -> list[Finding]:
    return [Finding(place, sort, words) for place, sort, words in fetch_all(statement)]


def _guards_off() -> list[Finding]:
    on = {name for (name,) in fetch_all(_GUARDS)}
    wanted = [f"{table}/{name}" for table, names in GUARDS.items() for name in names.split()]
    return [
        Finding(f"{guard}:0", "guard", "is switched off; lines could be altered")
        for guard in wanted
        if guard not in on
    ]
