"""Taking a customer up, losing the turn by not doing so, and receptions of yesterday (3.2.1.2, 3.2.3.6)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, announce, cite, command, miss
from salesfloor.base.fields import ReceptionRef, Who
from salesfloor.base.lines import RegisterLine, line
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import SALESPEOPLE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.assigning import (
    TAKE_UP,
    ask_to_take_up,
    choose,
    remark_of,
    serve_waiting,
    tell_follower,
    visitor_of,
)
from salesfloor.floor.reception.commands.catching_up import LEFT_OVER, LOOKING, Due, looks
from salesfloor.floor.reception.commands.state import LockedFloor, lock_floor, lock_reception
from salesfloor.floor.reception.models import Assistant, LostTurn, Reception
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.reception.rules.rotation import Assignment

CLAUSE: Final = "3.2.1.2"
_LAST: Final = 2
"""What a person could still do at an instant is over after all else of that instant."""

TURN_LOST: Final = line(
    "turn_lost",
    "floor",
    phrase("{who} did not take {ref} up in time; nobody else is free"),
    variants={"assigned_to": phrase("{who} did not take {ref} up in time; {assigned_to} receives")},
    facts={"who": Who, "ref": str, "assigned_to": Who},
)


_YOURS: Final = phrase("You did not take the customer up in time: the turn is lost.")
_STILL_YOURS: Final = phrase(
    "You did not take the customer up in time. Nobody else is free: please go now."
)


class TakenUp(Answer):
    """The reception, and after how many seconds its receiver took it up."""

    ref: str
    seconds: int


@command(
    "take_up",
    may=SALESPEOPLE,
    word=phrase("I take this customer up"),
    clauses=(CLAUSE,),
    writes=RegisterLine(
        "floor",
        phrase("{ref} taken up after {seconds} seconds"),
        facts={"ref": str, "seconds": int},
    ),
    done=phrase("Noted."),
    trades=WITH_ROTATION,
)
def take_customer_up(*, actor: StaffActor, at: datetime, ref: ReceptionRef) -> TakenUp:
    """Confirm that one receives the customer; who does not in time loses the turn.

    :raises Refused: 3.2.1.2 for a customer whom somebody else receives; `input` once it is done.
    """
    floor, reception = lock_reception(actor.site_id, ref, at)
    if reception.ended_at is not None:
        raise bad_input(phrase("Reception {ref} has ended.", ref=ref))
    receiving.may_take_up(is_receiver=reception.receiver_id == actor.staff_id).enforce()
    if reception.assigned_at is None or reception.taken_up_at is not None:
        raise bad_input(phrase("You have taken this customer up already."))
    floor.rotation.unconfirmed.pop(reception.pk, None)
    Reception.objects.filter(pk=reception.pk).update(taken_up_at=at)
    deadlines.settle(TAKE_UP, subject=reception.pk, at=at)
    seconds = int((at - reception.assigned_at).total_seconds())
    registers.record(actor=actor, at=at, body={"ref": ref, "seconds": seconds})
    floor.save(by=actor.code, ref=ref)
    cite(CLAUSE)
    about(f"reception:{ref}")
    return TakenUp(ref=ref, seconds=seconds)


@looks
def _not_taken_up(floor: LockedFloor, now: str) -> Due | None:
    """Find who did not take a customer up: the last instant of the time is still in time."""
    until = min(floor.rotation.unconfirmed.values(), default=now)
    return Due(datetime.fromisoformat(until), _LAST, TAKE_UP, _lose_first) if until < now else None


@deadlines.handler(
    TAKE_UP, word=phrase("A customer is not taken up in time"), limit=deadlines.Limit.DURATION
)
def time_is_over(deadline: deadlines.Deadline, at: datetime) -> None:
    """Let the receiver who did not take the customer up lose the turn."""
    floor = lock_floor(deadline.site_id, at)
    until = floor.rotation.unconfirmed.get(deadline.subject)
    if not floor.is_late and until is not None and until <= rotation.moment(at):
        _lose_turn(floor, deadline.subject)


def _lose_first(floor: LockedFloor) -> None:
    over = floor.rotation.unconfirmed
    _lose_turn(floor, min(over, key=lambda one: (over[one], one)))


def _lose_turn(floor: LockedFloor, reception_id: int) -> None:
    """Give the customer to the next; without anybody free the receiver stays, and the lead knows."""
    del floor.rotation.unconfirmed[reception_id]
    reception = Reception.objects.get(pk=reception_id)
    loser = people.Staff.objects.get(pk=reception.receiver_id or 0)
    LostTurn.objects.get_or_create(
        reception=reception, staff_id=loser.pk, defaults={"at": floor.at}
    )
    founded_here = reception.basis == "turn"
    if founded_here and loser.pk in floor.rotation.people:
        floor.rotation.keep_place(loser.pk, floor.queue_of(reception.channel), Why.TURN_LOST)
    assignment = _next(floor, reception, founded_here=founded_here)
    given = assignment.receiver
    code = floor.rotation.people[given].code if given is not None else None
    registers.write(
        TURN_LOST,
        actor=deadlines.system_actor(floor.site_id),
        at=floor.at,
        body={
            "ref": reception.ref,
            "register": reception.channel,
            "register_no": reception.register_no,
            "who": loser.code,
            "assigned_to": code,
            "remark": remark_of(assignment.basis) if given else "",
            "moves": floor.moves(),
        },
    )
    if given is not None:
        del floor.rotation.engaged[loser.pk]
        _receive(floor, reception, assignment, founded_here=founded_here)
    cite(CLAUSE)
    miss(CLAUSE, loser.code)
    announce("turn_lost", CLAUSE, at=floor.at, ref=reception.ref, who=loser.code, assigned_to=code)
    _tell(floor, reception, loser, code)
    floor.save(by="salesfloor", ref=reception.ref)
    if given is not None:
        serve_waiting(floor)
        floor.save(by="salesfloor")


def _next(floor: LockedFloor, reception: Reception, *, founded_here: bool) -> Assignment:
    """Name who receives instead; nobody who lost the turn of this customer already."""
    lost = LostTurn.objects.filter(reception=reception).values_list("staff_id", flat=True)
    passed = [staff for staff in lost if staff not in floor.rotation.engaged]
    floor.rotation.engaged.update(dict.fromkeys(passed, reception.pk))
    try:
        return choose(floor, visitor_of(floor, reception), founded_here=founded_here)
    finally:
        for staff in passed:
            del floor.rotation.engaged[staff]


def _receive(
    floor: LockedFloor, reception: Reception, assignment: Assignment, *, founded_here: bool
) -> None:
    receiver = assignment.receiver or 0
    floor.rotation.engaged[receiver] = reception.pk
    ask_to_take_up(floor, reception.pk)
    if founded_here:
        customers.pass_on(reception_id=reception.pk, to=receiver, at=floor.at)
    elif assignment.basis == "courtesy":
        visitor = visitor_of(floor, reception)
        claim = visitor.household.deciding(floor.at)
        if claim is not None:
            customers.note_courtesy(
                claim.id, staff_id=receiver, reception_id=reception.pk, at=floor.at
            )
            tell_follower(floor, visitor, claim.owner_id, receiver, reception.ref)
    Reception.objects.filter(pk=reception.pk).update(
        basis=assignment.basis,
        receiver_id=receiver,
        assigned_at=floor.at,
        queue=floor.queue_of(reception.channel) if assignment.place_before else "",
        place_before=assignment.place_before,
    )


def _tell(
    floor: LockedFloor, reception: Reception, loser: people.Staff, receiver: str | None
) -> None:
    """Tell the lead, else the manager, and the person whose turn is lost."""
    here = people.working_at(floor.site_id, floor.at)
    team = people.team_at(loser, floor.at)
    leads = here.filter(post=Post.LEAD, team_id=team).exclude(pk=loser.pk) if team else None
    told = list(leads.values_list("pk", flat=True)) if leads is not None else []
    told = told or list(here.filter(post=Post.MANAGER).values_list("pk", flat=True))
    given = (
        phrase(
            "{who} did not take the customer up in time; {assigned_to} receives now.",
            who=loser.name,
            assigned_to=receiver,
        )
        if receiver
        else phrase(
            "{who} did not take the customer up in time, and nobody else is free.", who=loser.name
        )
    )
    for whom, sentence in ((told, given), ([loser.pk], _YOURS if receiver else _STILL_YOURS)):
        messages.tell_all(
            whom,
            site_id=floor.site_id,
            at=floor.at,
            clause=CLAUSE,
            sentence=sentence,
            subject=f"reception:{reception.ref}",
        )


@looks
def _left_over(floor: LockedFloor, now: str) -> Due | None:
    """Find receptions of earlier days after the opening: from then on they keep nobody busy (3.2.3.6)."""
    until = floor.rotation.left_over_until
    if until is None or until >= now:
        return None
    return Due(datetime.fromisoformat(until), LOOKING, LEFT_OVER, _free_of_left_over)


@deadlines.handler(
    LEFT_OVER, word=phrase("A reception is left open overnight"), limit=deadlines.Limit.DURATION
)
def the_night_is_over(deadline: deadlines.Deadline, at: datetime) -> None:
    """Let who has a reception of an earlier day open receive again, once the floor is open."""
    floor = lock_floor(deadline.site_id, at)
    until = floor.rotation.left_over_until
    if not floor.is_late and until is not None and until <= rotation.moment(at):
        _free_of_left_over(floor)
        floor.save(by="salesfloor")


def _free_of_left_over(floor: LockedFloor) -> None:
    """Let who has a reception of an earlier day open receive again; it stays on the lists."""
    state = floor.rotation
    Reception.objects.filter(pk__in=state.left_over, ended_at=None).update(is_left_over=True)
    Assistant.objects.filter(reception__in=state.left_over, until_at=None).update(until_at=floor.at)
    for one in state.left_over:
        floor.release(one)
    state.left_over, state.left_over_until = [], None
    cite("3.2.3.6")
    serve_waiting(floor)
