"""Promises as a list: to whom, what, by whom, where each stands."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus
from salesfloor.floor.promises.permissions import READERS, seen_by
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    NUMBER,
    PERSON,
    PHONE,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

_MARKS: Final = {"waiting": "warn", "approved": "good", "kept": "good", "turned_down": "bad"}
PROMISES: Final = List(
    "promises",
    phrase("Promises"),
    may=READERS,
    rows=lambda asked: seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Promise"), "what", link=("promises:promise", "number"), is_main=True),
        Column(phrase("What is promised"), "kind", choice(PromiseKind)),
        Column(phrase("How much"), "value", NUMBER),
        Column(phrase("Unit"), "unit"),
        Column(phrase("Customer"), "phone", PHONE),
        Column(phrase("By"), "maker_id", PERSON),
        Column(phrase("Time"), "made_at", MOMENT),
        Column(phrase("Holds until"), "until_on", DAY),
        Column(phrase("State"), "status", choice(PromiseStatus, _MARKS)),
    ),
    filters=(
        OneOf("status", phrase("State"), PromiseStatus.pairs()),
        OneOf("kind", phrase("What is promised"), PromiseKind.pairs()),
        Period("made_at"),
    ),
    empty=Empty(
        phrase("No promises"),
        phrase("Whatever is promised to a customer is noted, with its authority."),
    ),
)
