"""Writing down a training that was held."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.modules import subjects
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.training.models import Training

MOST: Final = 500
DEALER_PERSON: Final = "dealer_person"
"""The kind of subject of people who work for a dealer; the module of dealers brings it."""
_SOURCE: Final = re.compile(r"[a-z_]{1,50}:[0-9]{1,10}")


def _is_source(text: str) -> str:
    if not _SOURCE.fullmatch(text):
        raise UnusableError(phrase("what it comes from is named as finding:3 or log:7"))
    return text


Source = Annotated[str, AfterValidator(_is_source)]
Score = Annotated[int, Field(ge=0, le=100)]


class TrainingHeld(Answer):
    """A training, and who passed."""

    training: int
    passed: list[str]


@command(
    "train",
    may=LEADERS,
    word=phrase("Write down a training"),
    clauses=("1.3.3", "2.2.9"),
    writes=RegisterLine(
        "training", phrase("Training {training} on {on}, {minutes} minutes: {topic}.")
    ),
    done=phrase("The training is on record."),
)
def train(
    *,
    actor: StaffActor,
    at: datetime,
    topic: Annotated[RequiredLine, Label("Topic")],
    on: Annotated[Day, Label("Day")],
    people_: Annotated[
        list[Code],
        Field(alias="people", max_length=MOST),
        Label("Who was there"),
        Reference("person"),
    ],
    minutes: Annotated[int, Field(ge=1, le=1440), Label("Minutes")],
    dealer_people: Annotated[
        list[Code], Field(max_length=MOST), Label("People of dealers"), Reference(DEALER_PERSON)
    ]
    | None = None,
    from_: Annotated[
        list[Source] | None,
        Field(alias="from", max_length=MOST),
        Label("What it comes from", hint=phrase("Such as finding:3 or log:7.")),
    ] = None,
    scores: Annotated[
        dict[Code, Score],
        Field(max_length=MOST),
        Label("Scores", hint=phrase("From 0 to 100, one person a line.")),
    ]
    | None = None,
) -> TrainingHeld:
    """Write down a training: topic, day, who was there, and the scores of a test, where there was one.

    :raises Refused: `input` for a day to come, nobody there, unknown people or sources, or the score of
        somebody who was not there.
    """
    if on > day_of(at):
        raise bad_input(phrase("A training is written down once it was held."))
    there = [people.person_here(code, actor.site_id, at).code for code in dict.fromkeys(people_)]
    others = [
        subject_of([DEALER_PERSON], actor.site_id, code, at).code
        for code in dict.fromkeys(dealer_people or ())
    ]
    _check(there, others, from_ or (), scores or {})
    clause = "2.2.9" if trade_of(actor.site_id) is Trade.SERVICE_AREA else "1.3.3"
    held = Training.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "training"),
        clause=clause,
        topic=topic,
        held_on=on,
        minutes=minutes,
        people=there,
        dealer_people=others,
        sources=list(from_ or ()),
        scores=scores or {},
        pass_mark=rulebook.policies(actor.site_id, at)["training.pass_mark"],
        recorded_at=at,
        recorded_by=actor.code,
    )
    return _keep(held, actor, at)


def _keep(held: Training, actor: StaffActor, at: datetime) -> TrainingHeld:
    """Write a training down in the book."""
    body = {
        "training": held.number,
        "clause": held.clause,
        "topic": held.topic,
        "on": held.held_on,
        "minutes": held.minutes,
        "people": held.people,
        "dealer_people": held.dealer_people,
        "sources": held.sources,
        "passed": held.passed,
    }
    registers.record(actor=actor, at=at, body=body)
    cite(held.clause)
    about(f"training:{held.number}")
    return TrainingHeld(training=held.number, passed=held.passed)


def _check(
    there: list[str], others: list[str], sources: list[str] | tuple[()], scores: dict[str, int]
) -> None:
    if not there and not others:
        raise bad_input(phrase("Say who was there."))
    absent = sorted(scores.keys() - {*there, *others})
    if absent:
        raise bad_input(phrase("{who} has a score and was not there.", who=absent[0]))
    unknown = [one for one in sources if one.partition(":")[0] not in subjects()]
    if unknown:
        raise bad_input(phrase("There is nothing that is called {source}.", source=unknown[0]))
