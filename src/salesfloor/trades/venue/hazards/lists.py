"""Hazards as a list: how grave, by when to be reported and put right, who has acknowledged."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.findings.api import READERS, Finding, HazardGrade, Status, named
from salesfloor.trades.venue.hazards.models import Hazard
from salesfloor.web.lists import (
    MOMENT,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Period,
    choice,
)


def _with_findings(rows: list[Any], asked: Asked) -> list[dict[str, Any]]:
    """Return each hazard beside its finding."""
    numbers = [row.number for row in rows]
    found = Finding.objects.filter(site_id=asked.site_id, number__in=numbers)
    by_number = {one.number: one for one in found}
    return [
        {"number": row.number, "hazard": row, "finding": by_number.get(row.number)} for row in rows
    ]


def _place(row: dict[str, Any], asked: Asked) -> str:
    return named(row["finding"], asked.at)


def _reported(row: dict[str, Any], asked: Asked) -> Phrase:
    hazard = row["hazard"]
    if hazard.reported_at is not None:
        is_late = hazard.reported_at > hazard.report_by
        return phrase("reported late") if is_late else phrase("reported")
    return phrase("not reported in time") if hazard.report_by < asked.at else phrase("to report")


HAZARDS: Final = List(
    "hazards",
    phrase("Hazards"),
    may=READERS,
    rows=lambda asked: Hazard.objects.filter(site_id=asked.site_id),
    order=("-number",),
    prepare=_with_findings,
    columns=(
        Column(phrase("Hazard"), "finding.text", link=("findings:finding", "number"), is_main=True),
        Column(phrase("What or where"), _place),
        Column(phrase("Grade"), "hazard.grade", choice(HazardGrade, {"major": "bad"})),
        Column(
            phrase("Status"), "finding.status", choice(Status, {"fixed": "note", "closed": "good"})
        ),
        Column(phrase("Found"), "hazard.found_at", MOMENT),
        Column(phrase("Found by"), "hazard.finder", PERSON_CODE),
        Column(phrase("Report by"), "hazard.report_by", MOMENT),
        Column(phrase("Report"), _reported, SENTENCE),
        Column(phrase("Acknowledged by"), "hazard.acknowledged_by", PERSON_CODE),
        Column(phrase("To be fixed by"), "finding.fix_by", MOMENT),
    ),
    filters=(
        OneOf("grade", phrase("Grade"), HazardGrade.pairs()),
        Flag(
            "waits",
            phrase("Not acknowledged"),
            narrows=lambda rows, _value: rows.filter(acknowledged_at=None),
        ),
        Period("found_at"),
    ),
    empty=Empty(
        phrase("No hazards"),
        phrase("A hazard that somebody reports stands here for good."),
        "ti-alert-triangle",
    ),
    clause="2.1.6",
)
