"""Disputes as a list: the own ones, those of the team, for a manager all of the site."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.disputes import permissions
from salesfloor.floor.disputes.choices import State
from salesfloor.floor.disputes.queries.cases import cases_seen_by
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    PERSON,
    PHONE,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

DISPUTES: Final = List(
    "disputes",
    phrase("Disputes"),
    may=permissions.CASES,
    rows=lambda asked: cases_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Case"), "number", link=("disputes:case", "number"), is_main=True),
        Column(phrase("Customer"), "phone", PHONE),
        Column(phrase("Opened by"), "opened_by_id", PERSON),
        Column(phrase("Opened"), "opened_at", MOMENT),
        Column(phrase("To agree until"), "negotiate_until", DAY),
        Column(phrase("State"), "state", choice(State, {"open": "note", "decided": "good"})),
        Column(phrase("Whose customer"), "owner_id", PERSON),
    ),
    filters=(OneOf("state", phrase("State"), State.pairs()), Period("opened_at")),
    empty=Empty(
        phrase("No disputes"),
        phrase("Two who say that a customer is theirs find the whole record side by side here."),
        "ti-scale",
        "3.5.1",
    ),
    template="disputes/disputes.html",
)
