"""Who is expected today: the desk's arrivals, and everybody's own (9.5.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.queries import expected_on
from salesfloor.web.lists import MOMENT, PERSON, PHONE, Asked, Column, Empty, List, choice

if TYPE_CHECKING:
    from datetime import datetime

ARRIVALS_MAY: Final = ANYONE - {Post.OPERATOR}
_MARKS: Final = {"expected": "note", "arrived": "good", "kept": "good", "missed": "bad"}


@dataclass(frozen=True, slots=True)
class Row:
    """An appointment of today as the list shows it."""

    number: int
    time: datetime
    name: str
    phone: str
    owner_id: int | None
    kind: str
    state: str


def _today(asked: Asked) -> list[Row]:
    actor = asked.actor
    person = StaffActor(
        actor.code, actor.post, asked.site_id, actor.staff_id or 0, actor.name, actor.session
    )
    return [
        Row(
            one.number,
            one.time,
            name or one.phone[-4:],
            one.phone,
            claim.owner_id if claim else None,
            one.kind,
            one.state,
        )
        for one, name, claim in expected_on(person, asked.at, day_of(asked.at))
    ]


ARRIVALS: Final = List(
    "arrivals",
    phrase("Expected today"),
    may=ARRIVALS_MAY,
    rows=_today,
    columns=(
        Column(phrase("Name"), "name", link=("appointments:appointment", "number"), is_main=True),
        Column(phrase("Time"), "time", MOMENT),
        Column(phrase("Phone"), "phone", PHONE),
        Column(phrase("What for"), "kind", choice(Kind)),
        Column(phrase("Followed by"), "owner_id", PERSON),
        Column(phrase("State"), "state", choice(State, _MARKS)),
    ),
    empty=Empty(
        phrase("Nobody is expected today"),
        phrase("Whoever has an appointment today stands here, and is marked when they come."),
        "ti-calendar",
        "9.5.1.3",
    ),
    clause="9.5.1.3",
)
