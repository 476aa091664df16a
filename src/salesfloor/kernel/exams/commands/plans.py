"""Planning who is to have passed what by when (7.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code
from salesfloor.kernel.exams.commands.courses import ExamCode, exam_named
from salesfloor.kernel.exams.planning import CLAUSE, make_plan
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

MOST: Final = 500


class Planned(Answer):
    """The numbers of the plans."""

    plans: list[int]


@command(
    "plan_training",
    may=LEADERS,
    word=phrase("Plan training"),
    clauses=(CLAUSE,),
    writes=RegisterLine("training", phrase("{exam} is to be passed by {due}")),
    done=phrase("Planned. Everybody named hears it at once."),
)
def plan_training(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[
        list[Code], Field(min_length=1, max_length=MOST), Label("Who"), Reference("person")
    ],
    exam: ExamCode,
    due: Annotated[Day, Label("By the end of")],
) -> Planned:
    """Plan that people have passed an examination by a day.

    :raises Refused: `input` for people or an examination that are not there, or a day gone by; `access`
        unless one stands above them all.
    """
    named = [people.person_here(code, actor.site_id, at) for code in dict.fromkeys(who)]
    row = exam_named(actor.site_id, exam)
    if not all(people.is_above(actor, person, at) for person in named):
        raise no_access(phrase("Somebody who stands above the person does this."))
    if due < day_of(at):
        raise bad_input(phrase("The day is gone by."))
    plans = [make_plan(row.site_id, row.code, person.pk, due, at) for person in named]
    numbers = [one.number for one in plans]
    codes = [person.code for person in named]
    body = {"exam": exam, "due": due, "who": codes, "plans": numbers}
    registers.record(actor=actor, at=at, body=body)
    cite(CLAUSE)
    about(f"exam:{row.code}")
    return Planned(plans=numbers)
