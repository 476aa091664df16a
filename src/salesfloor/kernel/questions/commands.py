"""Asking somebody above at once, and answering (7.1.5, 7.2.6)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from salesfloor.base import modules
from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import ToWhom
from salesfloor.base.files import FileHashes
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.opening import full_after, minutes_open
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, RequiredNote
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.questions import rules
from salesfloor.kernel.questions.models import Question
from salesfloor.kernel.questions.upwards import above
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

CLAUSE: Final = "7.1.5"
ALWAYS: Final = (CLAUSE, "7.2.6")
FROM_A_RECEPTION: Final = "9.3.2.4"
"""A question asked while a customer is there keeps those who can guide informed."""
RECEPTION: Final = "reception:"
UNANSWERED: Final = "question_unanswered"
MEMBERS: Final = ANYONE - {Post.OPERATOR}
_ABOUT: Final = re.compile(r"([a-z_]+):\S.{0,99}")


def _subject(given: str) -> str:
    found = _ABOUT.fullmatch(given)
    if given and (found is None or found[1] not in modules.asked_about()):
        raise UnusableError(phrase("it must name what it is about, as clause:7.1.5"))
    return given


AboutWhat = Annotated[
    Line,
    AfterValidator(_subject),
    Label("About", hint=phrase("what you stand before, as clause:7.1.5")),
]
QuestionNumber = Annotated[Number, Label("Question"), Reference("question")]


def must_be_there(given: str, site_id: int) -> None:
    """Refuse to be asked about what the site does not have (`input`)."""
    kind, _, name = given.partition(":")
    if given and not modules.asked_about()[kind](site_id, name):
        raise bad_input(phrase("There is no {about} here to ask about.", about=given))


class Asked(Answer):
    """The number of the question and to whom it went."""

    question: int
    to: ToWhom


@command(
    "ask",
    may=MEMBERS,
    word=phrase("Ask"),
    clauses=(*ALWAYS, FROM_A_RECEPTION),
    writes=RegisterLine("question", phrase("Question {question} to {to}")),
    done=phrase("Asked. You hear as soon as there is an answer."),
)
def ask(
    *,
    actor: StaffActor,
    at: datetime,
    text: Annotated[RequiredNote, Label("What is not clear")],
    about_: Annotated[AboutWhat, Field(alias="about")] = "",
    to: Annotated[Code, Label("Whom", hint=phrase("without it: the lead")), Reference("person")]
    | None = None,
    photos: FileHashes | None = None,
) -> Asked:
    """Put a doubt to somebody above: to the lead, of a lead to the manager, or to whom one names.

    :raises Refused: `input` about what is not there, for somebody who is not above, or where nobody is.
    """
    must_be_there(about_, actor.site_id)
    person = people.Staff.objects.get(pk=actor.staff_id)
    if to is None:
        asked = above(person, actor.site_id, at)
    else:
        asked = people.person_here(to, actor.site_id, at)
        acts = people.actor_of(asked)
        is_above = people.is_above(acts, person, at)
        rules.may_ask(is_above=is_above).enforce()
    if asked is None:
        raise bad_input(phrase("Nobody stands above you here who could answer."))
    site = people.Site.objects.get(pk=actor.site_id)
    minutes = rulebook.policies(actor.site_id, at)["question.answer_within_minutes"]
    row = Question.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "question"),
        asker_id=actor.staff_id,
        to_id=asked.pk,
        text=text,
        about=about_,
        asked_at=at,
        due_at=full_after(at, minutes, site.opens, site.closes),
    )
    subject = f"question:{row.number}"
    deadlines.set_due(UNANSWERED, subject=row.pk, site_id=row.site_id, due_at=row.due_at)
    files.attach(site_id=row.site_id, subject=subject, values=photos or [], at=at, actor=actor)
    registers.record(
        actor=actor,
        at=at,
        body={"question": row.number, "to": asked.code, "photos": photos or []},
        personal={"text": text, "about": about_},
    )
    put_on_list(row, asked.pk, at)
    _tell_of(about_)
    about(subject)
    return Asked(question=row.number, to=asked.code)


def rests_on(about_: str) -> tuple[str, ...]:
    """Return the clauses that a question about something rests on, the first of all questions first."""
    return (*ALWAYS, FROM_A_RECEPTION) if about_.startswith(RECEPTION) else ALWAYS


def _tell_of(about_: str) -> None:
    """Name the clauses, and have whoever is with the customer see question and answer at once."""
    cite(*rests_on(about_))
    if about_.startswith(RECEPTION):
        board_changed()


def put_on_list(row: Question, staff_id: int, at: datetime) -> None:
    """Tell somebody of a question, and have it on their list until it is answered."""
    subject = f"question:{row.number}"
    who = people.codes_of([row.asker_id]).get(row.asker_id, "")
    sentence = phrase("{who} asks: {text}", who=who, text=row.text)
    messages.tell(
        staff_id=staff_id,
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        subject=subject,
    )
    work.owe(
        kind="question",
        subject=subject,
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=sentence,
        at=at,
        due_at=row.due_at,
        staff_ids=[staff_id],
        command="answer",
        given={"question": row.number},
    )


class Answered(Answer):
    """How many minutes of opening hours the answer took."""

    minutes: int


@command(
    "answer",
    may=MEMBERS,
    word=phrase("Answer a question"),
    clauses=(*ALWAYS, FROM_A_RECEPTION),
    writes=RegisterLine("question", phrase("Question {question} answered after {minutes} min")),
    done=phrase("Answered."),
)
def answer(
    *,
    actor: StaffActor,
    at: datetime,
    question: QuestionNumber,
    text: Annotated[RequiredNote, Label("Answer")],
    playbook: Annotated[
        bool, Label("For the playbook", hint=phrase("others should find this answer, too"))
    ] = False,
) -> Answered:
    """Answer a question that was put to oneself, or as a manager; once.

    :raises Refused: `access` for anybody else and for one's own; `input` for one that is answered.
    """
    rows = Question.objects.select_for_update().filter(site_id=actor.site_id, number=question)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no question {question} here.", question=question))
    rules.may_answer(
        is_asker=row.asker_id == actor.staff_id,
        was_asked=row.to_id == actor.staff_id,
        post=actor.post,
    ).enforce()
    if row.answered_at is not None:
        raise bad_input(phrase("Question {question} is answered already.", question=question))
    site = people.Site.objects.get(pk=actor.site_id)
    row.answered_at, row.answered_by_id, row.answer = at, actor.staff_id, text
    row.minutes = minutes_open(row.asked_at, at, site.opens, site.closes)
    row.for_playbook = playbook
    row.save()
    deadlines.settle(UNANSWERED, subject=row.pk, at=at)
    subject = f"question:{row.number}"
    work.settle(kind="question", subject=subject, site_id=row.site_id, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"question": row.number, "minutes": row.minutes, "playbook": playbook},
        personal={"text": text, "asked": row.text},
    )
    messages.tell(
        staff_id=row.asker_id,
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase("{who} answers: {text}", who=actor.code, text=text),
        subject=subject,
    )
    _tell_of(row.about)
    about(subject)
    return Answered(minutes=row.minutes)
