"""Who was asked what, and whether they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase, restored
from salesfloor.base.posts import LEADERS, SET_UP
from salesfloor.kernel.asks.models import Ask
from salesfloor.web.directory import with_names
from salesfloor.web.lists import (
    CLAUSE,
    MOMENT,
    PERSON,
    SENTENCE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    Period,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _open(rows: QuerySet[Ask], _value: object) -> QuerySet[Ask]:
    return rows.filter(answered_at=None, closed_at=None)


def _with_sentences(rows: list[Any], asked: Asked) -> list[dict[str, Any]]:
    """Return each question with its sentence, people by their names."""
    del asked
    said = with_names(restored(row.template, row.facts) for row in rows)
    return [{"ask": row, "sentence": one} for row, one in zip(rows, said, strict=True)]


def _state(row: dict[str, Any], asked: Asked) -> Phrase:
    ask: Ask = row["ask"]
    if ask.answered_at is not None:
        return phrase("answered")
    return phrase("waits for an answer") if ask.is_open(asked.at) else phrase("not answered")


ASKS: Final = List(
    "asks",
    phrase("Questions with a time limit"),
    may=LEADERS | SET_UP,
    rows=lambda asked: Ask.objects.filter(site_id=asked.site_id),
    order=("-asked_at", "-pk"),
    prepare=_with_sentences,
    columns=(
        Column(phrase("Question"), "sentence", SENTENCE, is_main=True),
        Column(phrase("Whom"), "ask.staff_id", PERSON),
        Column(phrase("Asked"), "ask.asked_at", MOMENT),
        Column(phrase("Until"), "ask.until_at", MOMENT),
        Column(phrase("State"), _state, SENTENCE),
        Column(phrase("Answered"), "ask.answered_at", MOMENT),
        Column(phrase("Clause"), "ask.clause", CLAUSE),
    ),
    filters=(Flag("open", phrase("Not answered yet"), narrows=_open), Period("asked_at")),
    empty=Empty(
        phrase("Nobody was asked anything"),
        phrase("What somebody has to confirm, read or answer by a time stands here."),
        "ti-message-question",
    ),
)
