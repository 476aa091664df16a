"""Asking for an export, approving it, taking it (7.2.2)."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import local
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.exports import rules
from salesfloor.floor.exports.choices import Phones, Status, What
from salesfloor.floor.exports.models import Export
from salesfloor.floor.exports.sources import SOURCES, ids_of, shown_by
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.web.language import said
from salesfloor.web.lists.exporting import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

CLAUSE: Final = "7.2.2"
OVER: Final = "export_over"
MEMBERS: Final = ANYONE - {Post.OPERATOR}
ExportNumber = Annotated[Number, Label("Export"), Reference("export")]


class Requested(Answer):
    """The number of the export, and whether it waits for the manager."""

    export: int
    status: Status


@command(
    "request_export",
    may=MEMBERS,
    word=phrase("Ask for an export"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine("custody", phrase("Export {export} of {what}, phones {phones}, asked for")),
    done=phrase("Asked for."),
)
def request_export(
    *,
    actor: StaffActor,
    at: datetime,
    what: Annotated[What, Label("What")],
    phones: Annotated[Phones, Label("Phones")],
    reason: Reason,
) -> Requested:
    """Ask for an export of what one may see; with whole phones it waits for a manager.

    :raises Refused: 7.2.2 for what is not for one's post.
    """
    rules.may_export(actor.post, what).enforce()
    is_full = phones is Phones.FULL
    rules.may_take_whole_phones(actor.post, is_full=is_full).enforce()
    if what not in SOURCES:
        raise bad_input(phrase("Nothing of this kind is kept here yet."))
    status = Status.WAITING if is_full else Status.READY
    row = Export.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "export"),
        asked_by_id=actor.staff_id,
        asked_at=at,
        what=what.value,
        phones=phones.value,
        reason=reason,
        status=status.value,
    )
    if is_full:
        _put_on_managers_list(row, actor, at)
    else:
        _make_ready(row, at)
    body = {"export": row.number, "what": what.value, "phones": phones.value}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    cite(CLAUSE)
    about(f"export:{row.number}")
    return Requested(export=row.number, status=status)


def _put_on_managers_list(row: Export, actor: StaffActor, at: datetime) -> None:
    work.owe(
        kind="export",
        subject=f"export:{row.number}",
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "{who} asks for an export with whole phones: {what}, because {reason}",
            who=actor.code,
            what=What(row.what).label,
            reason=row.reason,
        ),
        at=at,
        posts=[Post.MANAGER],
        command="approve_export",
        given={"export": row.number},
    )


def _make_ready(row: Export, at: datetime) -> None:
    hours = rulebook.policies(row.site_id, at)["export.link_hours"]
    row.status, row.until_at = Status.READY.value, at + timedelta(hours=hours)
    row.save(update_fields=["status", "until_at"])
    deadlines.set_due(OVER, subject=row.pk, site_id=row.site_id, due_at=row.until_at)


class Approved(Answer):
    """Where the export stands, and until when it can be taken."""

    status: Status
    until: Instant | None


@command(
    "approve_export",
    may=MANAGERS,
    word=phrase("Decide about an export"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "custody",
        phrase("Export {export} not granted"),
        variants={"granted": phrase("Export {export} granted")},
    ),
    done=phrase("Decided."),
)
def approve_export(
    *,
    actor: StaffActor,
    at: datetime,
    export: ExportNumber,
    granted: Annotated[bool, Label("Granted")],
    reason: Reason,
) -> Approved:
    """Grant an export with whole phones, or not; once, and never one's own.

    :raises Refused: 7.2.2 unless by a manager who did not ask for it, while it waits.
    """
    row = export_numbered(actor.site_id, export)
    rules.may_approve(
        asked_for_it=row.asked_by_id == actor.staff_id,
        is_waiting=row.status == Status.WAITING,
    ).enforce()
    row.decided_by_id, row.decided_at = actor.staff_id, at
    row.status = Status.REFUSED.value
    row.save(update_fields=["decided_by_id", "decided_at", "status"])
    if granted:
        _make_ready(row, at)
    body = {"export": export} | ({"granted": True} if granted else {})
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    work.settle(kind="export", subject=f"export:{export}", site_id=row.site_id, at=at)
    told = (
        phrase("Export {export} is granted; take it in time.", export=export)
        if granted
        else phrase("Export {export} is not granted.", export=export)
    )
    messages.tell(
        staff_id=row.asked_by_id,
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=told,
        subject=f"export:{export}",
    )
    cite(CLAUSE)
    about(f"export:{export}")
    return Approved(status=Status(row.status), until=row.until_at)


def export_numbered(site_id: int, number: int) -> Export:
    """Return an export of a site, locked.

    :raises Refused: `input` where there is none of that number.
    """
    row = Export.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no export {export} here.", export=number))
    return row


class Taken(Answer):
    """How many rows the file has, and its fingerprint."""

    rows: int
    sha256: str


@command(
    "take_export",
    may=MEMBERS,
    word=phrase("Take an export"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine("custody", phrase("Export {export} taken: {rows} rows, {sha256}")),
    done=phrase("Taken; the manager is told."),
)
def take_export(*, actor: StaffActor, at: datetime, export: ExportNumber) -> Taken:
    """Take an export that one asked for, once, while it is ready; the managers are told.

    It holds what one may see at this moment; each row bears name, time and number.

    :raises Refused: 7.2.2 for anybody else, before it is ready, a second time, and afterwards.
    """
    row = export_numbered(actor.site_id, export)
    rules.may_take(
        asked_for_it=row.asked_by_id == actor.staff_id,
        status=row.status,
        until_at=row.until_at,
        at=at,
    ).enforce()
    source = SOURCES[What(row.what)]
    rules.may_export(actor.post, row.what).enforce()
    phones: set[str] = set()
    lines = list(source.rows(actor, at, shown_by(row.phones, phones)))
    content = _file(row, actor, at, [said(one) for one in source.head], lines)
    row.status, row.taken_at, row.rows = Status.TAKEN.value, at, len(lines)
    row.sha256, row.file = sha256(content).hexdigest(), content
    row.customer_ids = ids_of(actor.site_id, phones)
    row.save()
    body = {"export": export, "rows": row.rows, "sha256": row.sha256}
    registers.record(actor=actor, at=at, body=body)
    _tell_managers(row, actor, at)
    cite(CLAUSE)
    about(f"export:{export}")
    return Taken(rows=row.rows, sha256=row.sha256)


def _file(
    row: Export,
    actor: StaffActor,
    at: datetime,
    head: list[str],
    lines: Iterable[tuple[object, ...]],
) -> bytes:
    mark = f"{row.number} · {actor.name or actor.code} · {local(at):%Y-%m-%d %H:%M}"
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*head, said(phrase("Export"))])
    for line in lines:
        writer.writerow([*(_cell(value) for value in line), mark])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M:%S}"
    return "" if value is None else harmless(str(value))


def _tell_managers(row: Export, actor: StaffActor, at: datetime) -> None:
    managers = people.ladder(row.site_id, at).of(Post.MANAGER)
    messages.tell_all(
        [one for one in managers if one != actor.staff_id],
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "{who} took export {export}: {what}, {count} rows.",
            who=actor.code,
            export=row.number,
            what=What(row.what).label,
            count=row.rows or 0,
        ),
        subject=f"export:{row.number}",
    )
