"""Assessments of a site as a list, and what one chooses from in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.assessment.models import Assessment
from salesfloor.floor.results import api as results
from salesfloor.web.lists import CODE, MOMENT, SENTENCE, Asked, Column, Empty, List

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor


def open_ones(actor: Actor, at: datetime) -> list[tuple[str, str]]:  # noqa: ARG001 - a reference's options
    """Return the assessments that are not closed."""
    rows = Assessment.objects.filter(site_id=actor.site_id or 0, closed_at=None)
    return [(str(row.number), f"{row.number} · {row.period}") for row in rows.order_by("number")]


def _state(row: Assessment, _asked: Asked) -> Phrase:
    return phrase("closed") if row.closed_at else phrase("open")


def _also(asked: Asked) -> dict[str, Any]:
    return {"may_open": asked.actor.post in MANAGERS}


ASSESSMENTS: Final = List(
    "assessments",
    phrase("Assessments"),
    may=results.MEMBERS,
    rows=lambda asked: Assessment.objects.filter(site_id=asked.site_id),
    order=("-number",),
    columns=(
        Column(
            phrase("Period"), "period", CODE, link=("assessment:assessment", "number"), is_main=True
        ),
        Column(phrase("State"), _state, SENTENCE),
        Column(phrase("Opened"), "opened_at", MOMENT),
        Column(phrase("Closed"), "closed_at", MOMENT),
    ),
    empty=Empty(
        phrase("No assessments yet"),
        phrase("A manager opens one for a month, a quarter or a year."),
        icon="ti-clipboard-data",
    ),
    template="assessment/assessments.html",
    also=_also,
)
