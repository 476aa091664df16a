"""Papers as a list, each with its last good day; newer ones stand above those they replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import subjects
from salesfloor.base.phrases import phrase
from salesfloor.kernel.licences.models import Paper, PaperKind, PaperState
from salesfloor.kernel.licences.queries import READERS
from salesfloor.kernel.licences.recording import WARN_BEFORE, standing
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.lists import DAY, NUMBER, Asked, Column, Empty, List, OneOf, choice

if TYPE_CHECKING:
    from django.db.models import QuerySet

TONES: Final = {"valid": "good", "expiring": "warn", "expired": "bad"}


def _rows(asked: Asked) -> QuerySet[Paper]:
    return Paper.objects.filter(site_id=asked.site_id, replaced_at=None)


def name_of(row: Paper, asked: Asked) -> Any:  # noqa: ANN401 - a cell
    """Return the name of whose paper it is."""
    return subjects.name_of([row.subject_kind], row.site_id, row.subject, asked.at)


def _state(row: Paper, asked: Asked) -> PaperState:
    warn_before = rulebook.policies(row.site_id, asked.at)[WARN_BEFORE]
    return standing(row.valid_until, asked.at, warn_before).state


def _days_left(row: Paper, asked: Asked) -> int | None:
    return standing(row.valid_until, asked.at, ()).days_left


PAPERS: Final = List(
    "papers",
    phrase("Licences"),
    may=READERS,
    rows=_rows,
    order=("-recorded_at", "-pk"),
    columns=(
        Column(
            phrase("Kind"),
            "kind",
            choice(PaperKind),
            link=("licences:paper", "number_in_register"),
            is_main=True,
        ),
        Column(phrase("Whose"), name_of),
        Column(phrase("Number"), "number"),
        Column(phrase("State"), _state, choice(PaperState, TONES)),
        Column(phrase("Good to"), "valid_until", DAY),
        Column(phrase("Days left"), _days_left, NUMBER),
        Column(phrase("Issued by"), "issued_by"),
    ),
    filters=(OneOf("kind", phrase("Kind"), PaperKind.pairs()),),
    empty=Empty(
        phrase("No licences on record"),
        phrase("Record each with its last good day; reminders follow."),
    ),
    template="licences/licences.html",
)
