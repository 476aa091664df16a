"""Questions as a list: those one asked, those one was asked, for a manager all of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.questions.commands import MEMBERS
from salesfloor.kernel.questions.queries import questions_seen_by
from salesfloor.web.lists import MINUTES, MOMENT, PERSON, Column, Empty, Flag, List, Period

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.kernel.questions.models import Question


def _only_open(rows: QuerySet[Question], _wanted: Any) -> QuerySet[Question]:  # noqa: ANN401
    return rows.filter(answered_at=None)


QUESTIONS: Final = List(
    "questions",
    phrase("Questions"),
    may=MEMBERS,
    rows=lambda asked: questions_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Question"), "text", link=("questions:question", "number"), is_main=True),
        Column(phrase("Asked by"), "asker_id", PERSON),
        Column(phrase("Asked"), "to_id", PERSON),
        Column(phrase("Time"), "asked_at", MOMENT),
        Column(phrase("Answered at"), "answered_at", MOMENT),
        Column(phrase("Took"), "minutes", MINUTES),
    ),
    filters=(Flag("open", phrase("Only open ones"), narrows=_only_open), Period("asked_at")),
    empty=Empty(
        phrase("No questions"),
        phrase("Whoever is not sure asks at once; the answer stands here for later."),
        "ti-help-circle",
        "7.1.5",
    ),
    template="questions/questions.html",
)
