"""Noting a tracking call: how things stand, what is needed, a word of encouragement (4.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final

from django.conf import settings
from django.utils import translation

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command, miss
from salesfloor.base.fields import WhoSells
from salesfloor.base.figures import NO_FIGURE, OptionalFigure
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Line, Note, RequiredNote
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.tracking.commands.asked import below
from salesfloor.floor.tracking.models import Call
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks
from salesfloor.web.language import said

CLAUSE: Final = "4.3"
_LATELY: Final = timedelta(days=6)


class CallNoted(Answer):
    """The number of the call, the tasks it made, and how often the person was called lately."""

    call: int
    tasks: list[int]
    calls_lately: int
    too_often: bool


@command(
    "tracking_call",
    may=results.MEMBERS,
    word=phrase("Note a tracking call"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Call {call} with {who}.")),
    done=phrase("Noted; the person can read it."),
)
def tracking_call(
    *,
    actor: StaffActor,
    at: datetime,
    who: WhoSells,
    situation: Annotated[RequiredNote, Label("How things stand")],
    support: Annotated[Note, Label("Support wanted")] = "",
    forms_needed: Annotated[OptionalFigure, Label("Forms needed")] = None,
    encouraged: Annotated[bool, Label("Encouraged")] = False,
    occasion: Annotated[Line, Label("It was about something else")] = "",
) -> CallNoted:
    """Note a call under its four points; support and forms become tasks.

    :raises Refused: `access` unless one stands above the person or stands in; `input` for what is blank or
        no number.
    """
    person = below(actor, who, at, standing_in=True)
    if forms_needed == NO_FIGURE:
        raise bad_input(phrase("Give the forms as a whole number."))
    number = next_number(actor.site_id, "call")
    made = _tasks(actor, person, number, support, forms_needed or 0, at)
    call = Call.objects.create(
        site_id=actor.site_id,
        number=number,
        staff_id=person.pk,
        at=at,
        by=actor.code,
        situation=situation,
        support=support,
        forms_needed=forms_needed or 0,
        encouraged=encouraged,
        occasion=occasion,
        tasks=made,
    )
    lately = calls_lately(person.pk, at)
    most = rulebook.policies(actor.site_id, at)["tracking_call.max_per_week"]
    texts = {"situation": situation, "support": support, "occasion": occasion}
    registers.record(
        actor=actor,
        at=at,
        body={"call": number, "who": who, "forms_needed": call.forms_needed, "tasks": made},
        personal={key: text for key, text in texts.items() if text},
    )
    messages.tell(
        staff_id=person.pk,
        site_id=actor.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "{by} noted a call with you: {situation}", by=actor.code, situation=situation
        ),
        subject=f"call:{number}",
    )
    cite(CLAUSE)
    is_too_often = lately > most
    if is_too_often:
        miss(CLAUSE, actor.code)
    about(f"call:{number}")
    board_changed()
    return CallNoted(call=number, tasks=made, calls_lately=lately, too_often=is_too_often)


@conduct.takes_replies("call")
def answer_call(actor: StaffActor, number: int, words: str) -> str:
    """Put the person's own words beside a call's note.

    :raises Refused: `input` for a call that is not there; `access` for one with somebody else.
    """
    row = Call.objects.select_for_update().filter(site_id=actor.site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is nothing on record as {about}.", about=f"call:{number}"))
    if row.staff_id != actor.staff_id:
        raise no_access(phrase("This call was with somebody else."))
    row.reply = words
    row.save(update_fields=["reply"])
    return CLAUSE


def calls_lately(staff_id: int, at: datetime) -> int:
    """Return how often a person was called in the seven days that end today, about nothing else."""
    rows = Call.objects.filter(
        staff_id=staff_id, at__gte=start_of(day_of(at) - _LATELY), at__lte=at, occasion=""
    )
    return rows.count()


def _tasks(  # noqa: PLR0917 - the facts of a call
    actor: StaffActor, person: people.Staff, number: int, support: str, forms: int, at: datetime
) -> list[int]:
    """Make a task of what is needed: support is the caller's, forms are the first administrator's."""
    due = pace.working_day_after(actor.site_id, day_of(at), 1)
    orders = []
    if support:
        orders.append((actor.staff_id, support))
    if forms:
        admins = people.working_at(actor.site_id, at).filter(post=Post.ADMIN).order_by("code")
        first = admins.values_list("pk", flat=True).first()
        wanted = phrase("{forms} application forms for {who}", forms=forms, who=person.name)
        with translation.override(settings.LANGUAGE_CODE):
            text = said(wanted)
        orders.append((first or actor.staff_id, text))
    return [
        tasks.give(
            tasks.Order(
                staff_id=staff_id,
                what=what,
                due=due,
                about=f"call:{number}",
                given_by_id=actor.staff_id,
                needs_acceptance=False,
            ),
            site_id=actor.site_id,
            at=at,
        ).number
        for staff_id, what in orders
    ]
