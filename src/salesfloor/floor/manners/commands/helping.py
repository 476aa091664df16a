"""Calling for help without the customer noticing (7.2.4), and telling the weather (9.1.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import ReceptionRef
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Note
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.manners import rules
from salesfloor.floor.manners.models import Help, Weather
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

CLAUSE: Final = "7.2.4"
CALLED: Final = "help_called"


class HelpCalled(Answer):
    """The number of the call."""

    help: int


def reception_here(ref: str, site_id: int) -> reception.Reception:
    """Return a reception of the site.

    :raises Refused: `input` where there is none.
    """
    row = reception.Reception.objects.filter(site_id=site_id, ref=ref).first()
    if row is None:
        raise bad_input(phrase("There is no reception {ref} here.", ref=ref))
    return row


@command(
    "call_help",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Call for help"),
    clauses=(CLAUSE,),
    trades=WITH_ROTATION,
    writes=RegisterLine("performance", phrase("Help {help} called in reception {ref}.")),
    done=phrase("Your lead and the manager see it. The customer does not."),
)
def call_help(
    *,
    actor: StaffActor,
    at: datetime,
    ref: ReceptionRef,
    words: Annotated[Note, Label("What it is about")] = "",
) -> HelpCalled:
    """Call for help out of a reception, without a sound.

    :raises Refused: `access` for anybody but who receives; `input` for a reception that has ended.
    """
    row = reception_here(ref, actor.site_id)
    rules.may_call_help(is_receiving=row.receiver_id == actor.staff_id).enforce()
    if row.ended_at is not None:
        raise bad_input(phrase("This reception has ended."))
    called = Help.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "help"),
        ref=ref,
        staff_id=actor.staff_id,
        words=words,
        at=at,
    )
    work.owe(
        kind=CALLED,
        subject=f"help:{called.number}",
        site_id=actor.site_id,
        clause=CLAUSE,
        sentence=phrase("{who} asks for help in a reception.", who=actor.name or actor.code),
        at=at,
        staff_ids=_helpers(actor, at),
        command="take_help",
        given={"help": called.number},
    )
    body = {"help": called.number, "ref": ref}
    registers.record(actor=actor, at=at, body=body, personal={"words": words} if words else {})
    cite(CLAUSE)
    about(f"reception:{ref}")
    board_changed()
    return HelpCalled(help=called.number)


def _helpers(actor: StaffActor, at: datetime) -> list[int]:
    person = people.Staff.objects.get(pk=actor.staff_id)
    team_id = people.team_at(person, at)
    lead = leave.acting_lead(team_id, at) if team_id else None
    managers = people.working_at(actor.site_id, at).filter(post=Post.MANAGER)
    ids = [*([lead.pk] if lead else []), *managers.values_list("pk", flat=True)]
    return list(dict.fromkeys(ids))


class HelpTaken(Answer):
    """How long it took, in whole minutes."""

    minutes: int


@command(
    "take_help",
    may=LEADERS,
    word=phrase("I am coming"),
    clauses=(CLAUSE,),
    trades=WITH_ROTATION,
    writes=RegisterLine("performance", phrase("Help {help} came after {minutes} minutes.")),
    done=phrase("Taken."),
)
def take_help(
    *,
    actor: StaffActor,
    at: datetime,
    help: Annotated[Number, Label("Call for help")],  # noqa: A002
) -> HelpTaken:
    """Say that one comes to help; the first one counts.

    :raises Refused: `access` for anybody but leads and managers; `input` for no such call, or one taken.
    """
    rows = Help.objects.select_for_update().filter(site_id=actor.site_id, number=help)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no call for help {number} here.", number=help))
    if row.taken_at is not None:
        raise bad_input(phrase("Somebody is coming already."))
    row.taken_at, row.taken_by = at, actor.code
    row.save(update_fields=["taken_at", "taken_by"])
    work.settle(kind=CALLED, subject=f"help:{help}", site_id=actor.site_id, at=at)
    minutes = int((at - row.at).total_seconds() // 60)
    registers.record(actor=actor, at=at, body={"help": help, "minutes": minutes})
    cite(CLAUSE)
    board_changed()
    return HelpTaken(minutes=minutes)


class Nothing(Answer):
    """Nothing to say."""


@command(
    "weather",
    may=LEADERS | {Post.DESK},
    word=phrase("Tell the weather"),
    clauses=("9.1.1.3",),
    trades=WITH_ROTATION,
    done=phrase("The greeting card knows."),
)
def weather(
    *, actor: StaffActor, at: datetime, rain: Annotated[bool, Label("It rains")]
) -> Nothing:
    """Tell whether it rains; it holds to the end of the day, and the greeting brings an umbrella."""
    Weather.objects.update_or_create(
        site_id=actor.site_id, on=day_of(at), defaults={"is_rain": rain, "at": at}
    )
    cite("9.1.1.3")
    board_changed()
    return Nothing()
