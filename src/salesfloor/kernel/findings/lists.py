"""Findings as a list, the ones to be put right soonest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import name_of
from salesfloor.kernel.findings.models import GRADES, Finding, Status
from salesfloor.kernel.findings.queries import READERS
from salesfloor.web.lists import (
    MOMENT,
    PERSON_CODE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows(asked: Asked) -> QuerySet[Finding]:
    return Finding.objects.filter(site_id=asked.site_id, struck_at=None)


def _place(row: Finding, asked: Asked) -> Any:  # noqa: ANN401 - a cell
    return name_of([row.subject_kind], row.site_id, row.subject, asked.at)


FINDINGS: Final = List(
    "findings",
    phrase("Findings"),
    may=READERS,
    rows=_rows,
    order=("-number",),
    columns=(
        Column(phrase("Finding"), "text", link=("findings:finding", "number"), is_main=True),
        Column(phrase("What or where"), _place),
        Column(phrase("Grade"), "grade", choice(GRADES, {"a": "bad", "major": "bad", "b": "warn"})),
        Column(phrase("Status"), "status", choice(Status, {"fixed": "note", "closed": "good"})),
        Column(phrase("To be fixed by"), "fix_by", MOMENT),
        Column(phrase("Raised"), "raised_at", MOMENT),
        Column(phrase("Fixed by"), "fixed_by", PERSON_CODE),
    ),
    filters=(
        OneOf("status", phrase("Status"), Status.pairs()),
        OneOf("grade", phrase("Grade"), list(GRADES.items())),
        Period("raised_at"),
    ),
    empty=Empty(
        phrase("No findings"), phrase("What a check finds wrong stands here until it is put right.")
    ),
    template="findings/findings.html",
)
