"""Letting a spreadsheet in: looked through first, then applied, all or nothing unless good rows will do."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import ACCESS, Refused, bad_input
from salesfloor.base.sql import fetch_one
from salesfloor.base.texts import Code, Line
from salesfloor.base.trades import trade_of
from salesfloor.kernel.imports import progress, running
from salesfloor.kernel.imports.choices import OldClaims, OnError, WithoutPhone
from salesfloor.kernel.imports.kinds import IMPORTERS, Asked, ImportKind, kinds
from salesfloor.kernel.imports.models import Import, SentFile
from salesfloor.kernel.imports.scanning import PACKED
from salesfloor.kernel.imports.unusable import SENTENCES, Why
from salesfloor.kernel.people.api import Staff
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.kernel.imports.kinds import Importing, Row
    from salesfloor.kernel.imports.running import Seen
    from salesfloor.kernel.imports.tables import Table

_LOCK: Final = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 3310))"
FIRST_PEOPLE: Final = "staff"
"""The kind by which a site that has nobody yet may begin."""
Renewed = Annotated[int, Field(ge=1, le=365)]


class SheetSeen(Answer):
    """A sheet of the file; without counts where it is of another kind than asked for."""

    sheet: str
    kind: str | None
    header_row: int | None
    rows: int
    good: int
    bad: int
    known: int


class BadCell(Answer):
    """A cell that is wrong, or odd."""

    sheet: str
    row: int
    cell: str
    field: str
    error: str


class ClaimsFound(Answer):
    """What claims follow from old registers: how many stand now, how many have lapsed."""

    standing: int
    lapsed: int


class ImportReport(Answer):
    """What is in the file, and how much of it came in."""

    sheets: list[SheetSeen]
    errors: list[BadCell]
    warnings: list[BadCell]
    added: int
    claims: ClaimsFound
    new: int
    changed: int
    same: int
    gone: int
    units_new: list[Any]
    units_changed: list[Any]
    units_gone: list[Any]


@command(
    "import_file",
    without_by=True,
    may=IMPORTERS,
    word=phrase("Import a spreadsheet"),
    writes=RegisterLine("people", phrase("{added} rows of kind {kind} came in from a spreadsheet")),
    done=phrase("Done."),
)
def import_file(
    *,
    actor: SiteActor,
    at: datetime,
    kind: Annotated[Code, Label("What it holds")],
    file: Annotated[Line, Label("File")],
    apply: Annotated[bool, Label("Let it in")] = False,
    on_error: Annotated[OnError, Label("With bad rows")] = OnError.STOP,
    without_phone: Annotated[WithoutPhone, Label("Without a phone")] = WithoutPhone.REFUSE,
    claims: Annotated[OldClaims, Label("Claims")] = OldClaims.BY_RULE,
    renew_days: Annotated[Renewed | None, Label("Lapsed within so many days")] = None,
    from_: Annotated[Day | None, Field(alias="from"), Label("From")] = None,
    mapping: Annotated[
        dict[str, dict[str, str]] | None, Label("Which field stands in which column")
    ] = None,
) -> ImportReport:
    """Look a spreadsheet through, or let it in; `file` names one that was sent, by its SHA-256.

    Without `apply` nothing is written. With it and a bad row nothing is either, unless the good rows will do.
    Rows that came in before are known again and left out.

    :raises Refused: `access` for the operator at a site that has people, and for renewing claims by another than
        a manager; `input` for a file that is none, an unknown kind, or while the same file is being let in.
    """
    declared = _kind(kind, actor)
    _check_rights(declared, actor, claims)
    asked = Asked(
        site_id=actor.site_id,
        actor=actor,
        at=at,
        without_phone=without_phone.value,
        claims=claims.value,
        renew_days=_renewed(claims, renew_days),
        from_on=from_,
    )
    sent = _sent(actor.site_id, file)
    if apply:
        _alone(actor.site_id, sent.value)
    importing = declared.importing(asked)
    tell = progress.teller()
    content, sent.content = bytes(sent.content), b""
    seen = running.look_through(
        content=content,
        name=sent.name,
        kind=declared,
        importing=importing,
        mapping=mapping or {},
        progress=tell,
    )
    added = 0
    if apply and (on_error is OnError.SKIP or not seen.has_errors):
        running.remember_mapping(asked, seen, mapping or {})
        added = _let_in(declared, importing, seen, sent)
    about(f"import:{sent.value[:12]}")
    return report_of(declared, importing, seen, added)


def _kind(name: str, actor: SiteActor) -> ImportKind:
    declared = kinds().get(name)
    if declared is None:
        raise bad_input(phrase("There is no kind of import called {name}.", name=name))
    if declared.trades is not None and trade_of(actor.site_id) not in declared.trades:
        raise bad_input(phrase("Sites of this trade have no use for this."))
    return declared


def is_for(kind: ImportKind, *, post: Post, site_id: int) -> bool:
    """Tell whether a kind is for a post; the operator lets the first people of a site in, no more."""
    if post is not Post.OPERATOR:
        return post in kind.may
    has_people = Staff.objects.filter(site_id=site_id, left_at=None).exists()
    return kind.name == FIRST_PEOPLE and not has_people


def _check_rights(declared: ImportKind, actor: SiteActor, claims: OldClaims) -> None:
    """Refuse who may not.

    :raises Refused: `access`.
    """
    if not is_for(declared, post=actor.post, site_id=actor.site_id):
        raise Refused(ACCESS, phrase("This is not for your post. Ask someone who may do it."))
    if claims is OldClaims.RENEW and actor.post not in MANAGERS:
        raise Refused(ACCESS, phrase("Claims are renewed on the manager's word only."))


def _renewed(claims: OldClaims, days: int | None) -> int:
    if claims is not OldClaims.RENEW:
        return 0
    if days is None:
        raise bad_input(phrase("Say within how many days a claim must have lapsed to begin anew."))
    return days


def _sent(site_id: int, value: str) -> SentFile:
    found = SentFile.objects.filter(site_id=site_id, value=value).first()
    if found is None:
        raise bad_input(phrase("There is no such file. Send it first."))
    return found


def _alone(site_id: int, value: str) -> None:
    """Make sure that nobody else lets the same file in at this moment (case 14)."""
    row = fetch_one(_LOCK, (f"import:{site_id}:{value}",))
    if not (row and row[0]):
        raise bad_input(phrase("The same file is being let in at this moment."))


def _let_in(declared: ImportKind, importing: Importing, seen: Seen, sent: SentFile) -> int:
    asked, rows = importing.asked, seen.good
    added = importing.load(rows, progress.teller())
    if not added:
        return 0
    running.keep_known(importing, rows)
    Import.objects.create(
        site_id=asked.site_id,
        kind=declared.name,
        file=sent.value,
        name=sent.name,
        by=asked.actor.code,
        at=asked.at,
        added=added,
        bad=sum(bool(row.errors) for row in seen.rows),
    )
    registers.record(
        actor=asked.actor,
        at=asked.at,
        body={"kind": declared.name, "added": added},
    )
    return added


def report_of(declared: ImportKind, importing: Importing, seen: Seen, added: int) -> ImportReport:
    """Return what the answer says of a file that was looked through."""
    wanted = {one.name for one in declared.sheets}
    counts = {"added": added, **importing.told()}
    return ImportReport.model_construct(
        _fields_set={"sheets", "errors", "warnings", *counts},
        sheets=[
            _sheet_seen(
                index, table, seen, is_wanted=table.kind is not None and table.kind.name in wanted
            )
            for index, table in enumerate(seen.tables)
        ],
        errors=[_bad(seen, row, *one) for row in seen.rows for one in row.errors],
        warnings=[_bad(seen, row, *one) for row in seen.rows for one in row.warnings],
        **counts,
    )


def _sheet_seen(index: int, table: Table, seen: Seen, *, is_wanted: bool) -> SheetSeen:
    facts: dict[str, Any] = {
        "sheet": table.sheet,
        "kind": table.kind.name if table.kind and table.header_row else None,
        "header_row": table.header_row,
    }
    if is_wanted and table.header_row is not None:
        rows = seen.of_table(index)
        bad = sum(not row.is_good for row in rows)
        facts |= {"rows": len(rows), "good": len(rows) - bad, "bad": bad}
        facts["known"] = sum(row.is_known for row in rows)
    return SheetSeen.model_construct(_fields_set=set(facts), **facts)


def _bad(seen: Seen, row: Row, field: str, error: str) -> BadCell:
    table = seen.tables[row.table]
    column = table.columns.get(field)
    cell = f"{column.letters}{row.number}" if column else ""
    return BadCell(sheet=table.sheet, row=row.number, cell=cell, field=field, error=error)


def receive(*, site_id: int, staff_id: int | None, name: str, content: bytes, at: datetime) -> str:
    """Keep a file that was sent until it is let in; return what names it.

    :raises Refused: `input` for one that is too large.
    """
    if len(content) > PACKED:
        raise bad_input(SENTENCES[Why.TOO_LARGE])
    value = hashlib.sha256(content).hexdigest()
    SentFile.objects.update_or_create(
        site_id=site_id,
        value=value,
        defaults={
            "name": name[-200:].replace("\0", ""),
            "content": content,
            "staff_id": staff_id,
            "sent_at": at,
        },
    )
    return value
