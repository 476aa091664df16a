"""Cases as a list: those that the reader sees, the newest first."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.trades import trade_of
from salesfloor.kernel.cases.kinds import kinds_at
from salesfloor.kernel.cases.limits import standing
from salesfloor.kernel.cases.models import Case, Status
from salesfloor.kernel.cases.sight import seen_by
from salesfloor.web.lists import (
    CLAUSE,
    DAY,
    MOMENT,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
)

READERS: Final = ANYONE - {Post.OPERATOR}


def kind_word(row: Case) -> Phrase:
    """Return what a kind of case is called at the site."""
    known = {one.code: one.word for one in kinds_at(trade_of(row.site_id))}
    return known.get(row.kind, Phrase(row.kind))


def _kind(row: Case, asked: Asked) -> Phrase:
    del asked
    return kind_word(row)


def _state(row: Case, asked: Asked) -> Phrase:
    return standing(row, asked.at).status.label


CASES: Final = List(
    "cases",
    phrase("Cases"),
    may=READERS,
    rows=lambda asked: seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Case"), _kind, SENTENCE, link=("cases:case", "number"), is_main=True),
        Column(phrase("What happened"), "text"),
        Column(phrase("Whom it concerns"), "person", PERSON_CODE),
        Column(phrase("State"), _state, SENTENCE),
        Column(phrase("Opened"), "opened_at", MOMENT),
        Column(phrase("To be decided by"), "drop_on", DAY),
        Column(phrase("Clause"), "clause", CLAUSE),
    ),
    filters=(OneOf("status", phrase("State"), Status.pairs()), Period("opened_at")),
    empty=Empty(phrase("No cases"), phrase("A case is heard, decided, and may be appealed once.")),
    template="cases/cases.html",
)
