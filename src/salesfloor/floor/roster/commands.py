"""Swapping telephone duty (7.1.12)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import SALESPEOPLE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.reception import api as reception
from salesfloor.floor.roster import rules
from salesfloor.floor.roster.models import Swap, SwapStatus
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

CLAUSE: Final = "7.1.12"
KIND: Final = "swap_to_agree"


class SwapAsked(Answer):
    """The number of the swap."""

    swap: int


@command(
    "swap_duty",
    may=SALESPEOPLE,
    word=phrase("Swap duty"),
    clauses=(CLAUSE,),
    trades=WITH_ROTATION,
    writes=RegisterLine(
        "people", phrase("{by} asks {with} to take duty on {on}, no. {swap}."), facts={"with": Who}
    ),
    done=phrase("Asked; it is swapped once they agree."),
)
def swap_duty(
    *,
    actor: StaffActor,
    at: datetime,
    on: Annotated[Day, Label("Your day")],
    with_: Annotated[Code, Field(alias="with"), Label("With whom"), Reference("person")],
    their_on: Annotated[Day, Label("Their day")] | None = None,
) -> SwapAsked:
    """Ask somebody to take one's day of duty, for a day of theirs or for nothing.

    :raises Refused: `input` for days gone by, a day that is not theirs, or nobody; `access` for a day that
        is not one's own; 7.1.12 for somebody on leave that whole day.
    """
    other = people.person_here(with_, actor.site_id, at)
    if other.post != Post.SALESPERSON or other.pk == actor.staff_id:
        raise bad_input(phrase("Swap with another salesperson."))
    rules.may_swap(is_theirs=_on_duty(actor.site_id, on) == actor.staff_id).enforce()
    if min(on, their_on or on) < day_of(at):
        raise bad_input(phrase("That day is over."))
    if their_on is not None and _on_duty(actor.site_id, their_on) != other.pk:
        raise bad_input(phrase("{who} is not on duty that day.", who=with_))
    swap = Swap(
        site_id=actor.site_id,
        staff_id=actor.staff_id,
        with_id=other.pk,
        on=on,
        their_on=their_on,
        asked_at=at,
    )
    _check_leave(swap)
    if Swap.objects.filter(site_id=actor.site_id, on=on, status=SwapStatus.ASKED).exists():
        raise bad_input(phrase("A swap of that day waits for an answer already."))
    swap.number = next_number(actor.site_id, "swap")
    swap.save()
    body = {
        "swap": swap.number,
        "with": with_,
        "on": on.isoformat(),
        "their_on": their_on.isoformat() if their_on else None,
    }
    registers.record(actor=actor, at=at, body=body)
    work.owe(
        kind=KIND,
        subject=f"swap:{swap.number}",
        site_id=actor.site_id,
        clause=CLAUSE,
        sentence=phrase("{who} asks you to take telephone duty on {on}.", who=actor.code, on=on),
        at=at,
        staff_ids=[other.pk],
        command="agree_swap",
        given={"swap": swap.number, "agreed": True},
    )
    _done(swap)
    return SwapAsked(swap=swap.number)


class SwapAnswered(Answer):
    """What became of the swap."""

    status: SwapStatus


@command(
    "agree_swap",
    may=SALESPEOPLE,
    word=phrase("Agree to a swap"),
    clauses=(CLAUSE,),
    trades=WITH_ROTATION,
    writes=RegisterLine(
        "people",
        phrase("Swap {swap} declined."),
        variants={"agreed": phrase("Swap {swap} agreed.")},
    ),
    done=phrase("Answered."),
)
def agree_swap(
    *,
    actor: StaffActor,
    at: datetime,
    swap: Annotated[Number, Label("Swap")],
    agreed: Annotated[bool, Label("I agree", is_decision=True)] = True,
) -> SwapAnswered:
    """Agree to a swap, or decline it.

    :raises Refused: `input` for no swap, or one that is answered; `access` for who is not asked; 7.1.12 for
        somebody on leave that whole day.
    """
    row = Swap.objects.select_for_update().filter(site_id=actor.site_id, number=swap).first()
    if row is None:
        raise bad_input(phrase("There is no swap {swap} here.", swap=swap))
    rules.may_agree(is_asked=row.with_id == actor.staff_id).enforce()
    if row.status != SwapStatus.ASKED:
        raise bad_input(phrase("Swap {swap} is answered already.", swap=swap))
    if agreed:
        _change_hands(row, at)
    row.status = SwapStatus.AGREED if agreed else SwapStatus.DECLINED
    row.answered_at = at
    row.save(update_fields=["status", "answered_at"])
    body = {"swap": swap, **({"agreed": True} if agreed else {})}
    registers.record(actor=actor, at=at, body=body)
    work.settle(kind=KIND, subject=f"swap:{swap}", site_id=row.site_id, at=at)
    _tell(row, at)
    _done(row)
    return SwapAnswered(status=row.status)


def _change_hands(row: Swap, at: datetime) -> None:
    duties = reception.Duty.objects.filter(site_id=row.site_id)
    list(duties.filter(on__in=[row.on, row.their_on or row.on]).order_by("on").select_for_update())
    is_still = _on_duty(row.site_id, row.on) == row.staff_id
    if row.their_on is not None:
        is_still = is_still and _on_duty(row.site_id, row.their_on) == row.with_id
    if not is_still or min(row.on, row.their_on or row.on) < day_of(at):
        raise bad_input(phrase("The roster has changed since. Ask anew."))
    _check_leave(row)
    duties.filter(on=row.on).update(staff_id=row.with_id)
    if row.their_on is not None:
        duties.filter(on=row.their_on).update(staff_id=row.staff_id)


def _check_leave(row: Swap) -> None:
    site = people.Site.objects.get(pk=row.site_id)
    takes = [(row.with_id, row.on)]
    if row.their_on is not None:
        takes.append((row.staff_id, row.their_on))
    codes = people.codes_of([staff_id for staff_id, _ in takes])
    for staff_id, on in takes:
        is_away = leave.is_away_on(staff_id, site, on)
        rules.can_take(codes[staff_id], on, is_away=is_away).enforce()


def _on_duty(site_id: int, on: date) -> int | None:
    rows = reception.Duty.objects.filter(site_id=site_id, on=on)
    return rows.values_list("staff_id", flat=True).first()


def _tell(row: Swap, at: datetime) -> None:
    """Tell the two, their leads and the managers."""
    told = {row.staff_id}
    for staff_id in (row.staff_id, row.with_id):
        team_id = people.team_at(people.Staff.objects.get(pk=staff_id), at)
        lead = leave.acting_lead(team_id, at) if team_id else None
        told |= {lead.pk} if lead else set()
    managers = people.working_at(row.site_id, at).filter(post=Post.MANAGER)
    told |= set(managers.values_list("pk", flat=True))
    messages.tell_all(
        sorted(told),
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "Swap {swap} of telephone duty on {on}: {status}.",
            swap=row.number,
            on=row.on,
            status=SwapStatus(row.status).label,
        ),
    )


def _done(row: Swap) -> None:
    cite(CLAUSE)
    about(f"swap:{row.number}")
    board_changed()
