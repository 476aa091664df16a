"""Missed duties as a list: one's own, or the site's for those who answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.trades import trade_of
from salesfloor.kernel.duties.blocks import duty_named
from salesfloor.kernel.duties.commands import MEMBERS
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.queries import SEE_ALL
from salesfloor.web.language import joined
from salesfloor.web.lists import (
    CLAUSE,
    MOMENT,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    Period,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def misses_seen_by(actor: Actor) -> QuerySet[Miss]:
    """Return the misses of the site that somebody sees."""
    rows = Miss.objects.filter(site_id=actor.site_id or 0)
    return rows if actor.post in SEE_ALL else rows.filter(who__contains=[actor.code])


def _words(row: Miss, asked: Asked) -> Phrase:
    duty = duty_named(row.duty, trade_of(asked.site_id))
    return duty.words if duty else Phrase(row.duty)


def _state(row: Miss, asked: Asked) -> Phrase:
    del asked
    if row.excused_at is not None:
        return phrase("excused")
    return phrase("covered by a late entry") if row.covered_at else phrase("missed")


def _who(row: Miss, asked: Asked) -> Any:  # noqa: ANN401 - a cell
    del asked
    return row.who[0] if len(row.who) == 1 else joined(row.who)


MISSES: Final = List(
    "misses",
    phrase("Missed duties"),
    may=MEMBERS,
    rows=lambda asked: misses_seen_by(asked.actor),
    order=("-due_at", "-duty", "-subject", "-period"),
    columns=(
        Column(
            phrase("Duty"),
            _words,
            SENTENCE,
            link=("duties:duty", "duty", "subject", "period"),
            is_main=True,
        ),
        Column(phrase("What or whom it is about"), "subject", PERSON_CODE),
        Column(phrase("Period"), "period"),
        Column(phrase("Due"), "due_at", MOMENT),
        Column(phrase("Owed by"), _who, PERSON_CODE),
        Column(phrase("State"), _state, SENTENCE),
        Column(phrase("Clause"), "clause", CLAUSE),
    ),
    filters=(Period("due_at"),),
    empty=Empty(
        phrase("Nothing was missed"),
        phrase("Duties run at a site once its settings switch them on."),
        "ti-mood-happy",
    ),
)
