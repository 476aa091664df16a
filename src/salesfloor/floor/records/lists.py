"""Market notes as a list that all of the site can search (7.1.8)."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.records.models import MarketNote
from salesfloor.floor.results import api as results
from salesfloor.web.lists import MOMENT, PERSON, Column, Empty, List, Period, Search

NOTES: Final = List(
    "market_notes",
    phrase("Market notes"),
    may=results.MEMBERS,
    rows=lambda asked: MarketNote.objects.filter(site_id=asked.actor.site_id or 0),
    order=("-number",),
    columns=(
        Column(phrase("What was learned"), "text", is_main=True),
        Column(phrase("Where from"), "source"),
        Column(phrase("Who"), "staff_id", PERSON),
        Column(phrase("When"), "at", MOMENT),
    ),
    filters=(
        Search("q", phrase("Search"), narrows=lambda rows, text: rows.filter(text__icontains=text)),
        Period("at"),
    ),
    empty=Empty(
        phrase("No market notes"),
        phrase("What is learned of the market stands here, with its source."),
    ),
    template="records/notes.html",
)
