"""What is asked of a person in a review or a talk: a point with its day, which becomes a task."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.china_time import day_of
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import RequiredNote
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people
from salesfloor.kernel.tasks import api as tasks

if TYPE_CHECKING:
    from salesfloor.base.commands import StaffActor

MOST: Final = 20


class Point(BaseModel):
    """What is to be done, until which day."""

    model_config = ConfigDict(extra="forbid")

    what: Annotated[RequiredNote, Label("What")]
    due: Annotated[Day, Label("Due")]


Points = Annotated[list[Point], Field(min_length=1, max_length=MOST)]


def give_tasks(
    points: list[Point], person: people.Staff, about: str, actor: StaffActor, at: datetime
) -> list[int]:
    """Make a task of the person of each point; return the numbers.

    :raises Refused: `input` for a day gone by.
    """
    if any(one.due < day_of(at) for one in points):
        raise bad_input(phrase("That day is over. Give a later one."))
    return [
        tasks.give(
            tasks.Order(
                staff_id=person.pk,
                what=one.what,
                due=one.due,
                about=about,
                given_by_id=actor.staff_id,
                is_own=True,
            ),
            site_id=actor.site_id,
            at=at,
        ).number
        for one in points
    ]


def below(actor: StaffActor, who: str, at: datetime, *, standing_in: bool = False) -> people.Staff:
    """Return a person whom the actor stands above, or leads by standing in where that is enough.

    :raises Refused: `input` for nobody; `access` for anybody else.
    """
    person = people.person_here(who, actor.site_id, at)
    if people.is_above(actor, person, at):
        return person
    if standing_in and person.pk != actor.staff_id:
        led = results.team_led_by(actor, at)
        if led is not None and person in results.members_of(led, actor.site_id, at):
            return person
    raise no_access(phrase("This is for somebody who stands above the person."))
