"""Hand-overs and the log as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.trades.venue.shifts.models import Handover, LogEntry, LogKind
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    NUMBER,
    PERSON,
    PERSON_CODE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

ON_SITE: Final = LEADERS | {Post.SALESPERSON, Post.ADMIN}


def _handovers(asked: Asked) -> QuerySet[Handover]:
    return Handover.objects.filter(site_id=asked.site_id).select_related("shift__kind")


HANDOVERS: Final = List(
    "handovers",
    phrase("Hand-overs"),
    may=LEADERS | {Post.SALESPERSON},
    rows=_handovers,
    order=("-number",),
    columns=(
        Column(
            phrase("Hand-over"), "number", NUMBER, link=("cockpit:handover", "number"), is_main=True
        ),
        Column(phrase("Shift"), "shift.kind.name"),
        Column(phrase("Day"), "shift.on", DAY),
        Column(phrase("Handed over by"), "by_id", PERSON),
        Column(phrase("When"), "at", MOMENT),
        Column(phrase("Taken over by"), "taken_by_id", PERSON),
        Column(phrase("Taken over"), "taken_at", MOMENT),
        Column(phrase("Open items"), lambda row, _asked: len(row.items), NUMBER),
    ),
    filters=(
        Flag(
            "open",
            phrase("Not taken over"),
            narrows=lambda rows, _value: rows.filter(taken_at=None),
        ),
        Period("at"),
    ),
    empty=Empty(
        phrase("No hand-overs yet"),
        phrase("Each shift leaves one to the next."),
        "ti-arrows-exchange",
    ),
    clause="2.4.1",
)
LOG: Final = List(
    "log",
    phrase("Shift log"),
    may=ON_SITE,
    rows=lambda asked: LogEntry.objects.filter(site_id=asked.site_id),
    order=("-number",),
    columns=(
        Column(phrase("Entry"), "text", link=("shifts:log", "number"), is_main=True),
        Column(phrase("Kind"), "kind", choice(LogKind)),
        Column(phrase("When"), "at", MOMENT),
        Column(phrase("Written by"), "staff_id", PERSON),
        Column(phrase("To be acknowledged by"), "acknowledge_by", MOMENT),
        Column(phrase("Acknowledged by"), "acknowledged_by", PERSON_CODE),
    ),
    filters=(
        OneOf("kind", phrase("Kind"), LogKind.pairs()),
        Flag("is_serious", phrase("Serious")),
        Period("at"),
    ),
    look=lambda row: "is-urgent" if row.is_serious and row.acknowledged_at is None else "",
    empty=Empty(phrase("Nothing in the log yet"), icon="ti-notebook"),
    clause="2.3.7",
)
