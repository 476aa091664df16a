"""Exports as a list: the own ones, for a manager all of the site."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.exports import permissions
from salesfloor.floor.exports.choices import Phones, Status, What
from salesfloor.floor.exports.queries import exports_seen_by
from salesfloor.web.lists import (
    MOMENT,
    NUMBER,
    PERSON,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

EXPORTS: Final = List(
    "exports",
    phrase("Exports"),
    may=permissions.EXPORTS,
    rows=lambda asked: exports_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Export"), "number", link=("exports:export", "number"), is_main=True),
        Column(phrase("What"), "what", choice(What)),
        Column(phrase("Phones"), "phones", choice(Phones)),
        Column(phrase("Asked for by"), "asked_by_id", PERSON),
        Column(phrase("Time"), "asked_at", MOMENT),
        Column(phrase("State"), "status", choice(Status, {"waiting": "note", "ready": "good"})),
        Column(phrase("Taken"), "taken_at", MOMENT),
        Column(phrase("Rows"), "rows", NUMBER),
    ),
    filters=(OneOf("status", phrase("State"), Status.pairs()), Period("asked_at")),
    empty=Empty(
        phrase("No exports"),
        phrase("What leaves the house is asked for with a reason and stands here."),
        "ti-file-export",
        "7.2.2",
    ),
    template="exports/exports.html",
)
