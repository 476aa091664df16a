"""Setting a day of the house's calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.workdays.models import CalendarDay

SETS_DAYS: Final = frozenset({Post.ADMIN, Post.DIRECTOR, Post.GENERAL_MANAGER})


class CalendarDaySet(Answer):
    """The day, and whether it is worked."""

    date: date
    working: bool


@command(
    "calendar_day",
    may=SETS_DAYS,
    word=phrase("Set a day of the calendar"),
    clauses=("3.3.2.1",),
    writes=RegisterLine(
        "people",
        phrase("{date} counts as a day off."),
        variants={"working": phrase("{date} counts as a working day.")},
    ),
    done=phrase("Saved."),
)
def calendar_day(
    *,
    actor: SiteActor,
    at: datetime,
    date_: Annotated[Day, Field(alias="date"), Label("Day")],
    working: Annotated[bool, Label("Worked")],
    note: Annotated[Line, Label("Note")] = "",
) -> CalendarDaySet:
    """Set a day as worked or not, for all sites; claims dated after this reckon with it (3.3.2.1).

    :raises Refused: `access` unless by administration or the director; `input` for a day gone by.
    """
    if date_ < day_of(at):
        raise bad_input(phrase("That day is over."))
    CalendarDay.objects.create(
        on=date_, is_working=working, note=note, set_at=at, set_by=actor.code
    )
    registers.record(
        actor=actor,
        at=at,
        body={"date": date_.isoformat(), **({"working": True} if working else {})},
        personal={"note": note},
    )
    cite("3.3.2.1")
    about(f"calendar:{date_}")
    return CalendarDaySet(date=date_, working=working)
