"""Checks as a list: which list, about what, with how many points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.subjects import find_subject
from salesfloor.kernel.checks.doing import score_of
from salesfloor.kernel.checks.lists import checklists
from salesfloor.kernel.checks.models import Check
from salesfloor.kernel.checks.paper import title_of
from salesfloor.kernel.checks.queries import READERS
from salesfloor.web.lists import (
    CLAUSE,
    MOMENT,
    NUMBER,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Period,
)

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.web.lists.filters import Pairs


def title_of_check(row: Check) -> Phrase:
    """Return what the checklist of a check is called."""
    found = checklists().get(row.checklist)
    return Phrase(title_of(found) if found else row.checklist)


def name_of_subject(row: Check, at: datetime) -> str:
    """Return what a check was about, by its name."""
    found = find_subject([row.subject_kind], row.site_id, row.subject, at)
    return found.name if found else row.subject


def _lists(asked: Asked) -> Pairs:
    done = Check.objects.filter(site_id=asked.site_id).values_list("checklist", flat=True)
    known = checklists()
    return [(code, title_of(known[code])) for code in sorted(set(done)) if code in known]


CHECKS: Final = List(
    "checks",
    phrase("Checks"),
    may=READERS,
    rows=lambda asked: Check.objects.filter(site_id=asked.site_id, struck_at=None),
    order=("-number",),
    columns=(
        Column(
            phrase("Check"),
            lambda row, _asked: title_of_check(row),
            SENTENCE,
            link=("checks:check", "number"),
            is_main=True,
        ),
        Column(phrase("What or where"), lambda row, asked: name_of_subject(row, asked.at)),
        Column(phrase("When"), "at", MOMENT),
        Column(phrase("Done by"), "by", PERSON_CODE),
        Column(phrase("Score"), lambda row, _asked: score_of(row), NUMBER),
        Column(phrase("Not in order"), lambda row, _asked: len(row.failed), NUMBER),
        Column(phrase("Clause"), "clause", CLAUSE),
    ),
    filters=(
        OneOf("checklist", phrase("List"), _lists),
        Flag(
            "faults",
            phrase("With something not in order"),
            narrows=lambda rows, _value: rows.exclude(failed=[]),
        ),
        Period("at"),
    ),
    empty=Empty(
        phrase("No checks yet"),
        phrase("Each checklist that was gone through stands here."),
        "ti-clipboard-check",
    ),
)
