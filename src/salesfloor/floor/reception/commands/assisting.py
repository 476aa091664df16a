"""Assisting with a reception, and leaving it again (9.1.2.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import ReceptionRef
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.reception import words
from salesfloor.floor.reception.commands.assigning import serve_waiting
from salesfloor.floor.reception.commands.state import lock_reception
from salesfloor.floor.reception.models import Assistant
from salesfloor.floor.reception.rules import receiving
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.reception.commands.state import LockedFloor
    from salesfloor.floor.reception.models import Reception

ASSISTS = frozenset({Post.SALESPERSON, Post.LEAD})


class Assisted(Answer):
    """Answer of `assist`."""

    ref: str
    staff: int


@command(
    "assist",
    may=ASSISTS,
    word=phrase("Help with a reception"),
    clauses=("9.1.2.2", "3.2.3.6"),
    writes=RegisterLine("floor", phrase("Helps with {ref}")),
    trades=WITH_ROTATION,
)
def assist(
    *,
    actor: StaffActor,
    at: datetime,
    ref: ReceptionRef,
    approved_by: Annotated[Code, Label("With the word of"), Reference("manager")] | None = None,
) -> Assisted:
    """Join a reception as assistant (9.1.2.2).

    :raises Refused: 9.1.2.2 for a third person without the manager's own word and a fourth
        always, 3.2.3.6 while receiving another customer.
    """
    floor, reception = lock_reception(actor.site_id, ref, at)
    _check_free(floor, reception, actor)
    approver = None
    if approved_by:
        approver = people.actor_of(people.person_here(approved_by, floor.site_id, at)).post
    helping = Assistant.objects.filter(reception=reception, until_at=None).count()
    receiving.may_assist(
        staff=1 + helping,
        approved_by=approver,
        usual=floor.policy["reception.max_staff"],
        never_more=floor.policy["reception.never_more_than"],
    ).enforce()
    if approved_by:
        consent.use_word(actor, of=approved_by, what=words.ASSIST, about=f"reception:{ref}", at=at)
    staff_id = actor.staff_id
    Assistant.objects.create(
        reception=reception, staff_id=staff_id, from_at=at, approved_by=approved_by or ""
    )
    floor.rotation.engaged[staff_id] = reception.pk
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=actor,
        at=at,
        body={"do": "assist", "ref": ref, "approved_by": approved_by, "staff": 2 + helping},
    )
    floor.save(by=actor.code, ref=ref)
    cite("9.1.2.2")
    about(f"reception:{ref}")
    return Assisted(ref=ref, staff=2 + helping)


def _check_free(floor: LockedFloor, reception: Reception, actor: StaffActor) -> None:
    if reception.ended_at is not None:
        raise bad_input(phrase("Reception {ref} has ended.", ref=reception.ref))
    if reception.receiver_id is None:
        raise bad_input(phrase("Nobody receives this customer yet; there is nobody to assist."))
    staff_id = actor.staff_id
    receiving.may_break_off(is_engaged=staff_id in floor.rotation.engaged).enforce()
    if actor.post is Post.SALESPERSON:
        person = floor.rotation.people.get(staff_id)
        receiving.may_be_named(
            is_signed_in=person is not None,
            is_away=person is not None and person.is_away,
            who=actor.code,
        ).enforce()


class AssistanceLeft(Answer):
    """Answer of `leave_assistance`."""

    ref: str


@command(
    "leave_assistance",
    may=ASSISTS,
    word=phrase("Stop helping"),
    clauses=("9.1.2.2",),
    writes=RegisterLine("floor", phrase("Helps with {ref} no longer")),
    done=phrase("You are free again."),
    trades=WITH_ROTATION,
)
def leave_assistance(*, actor: StaffActor, at: datetime, ref: ReceptionRef) -> AssistanceLeft:
    """Leave a reception that one helps with; its receiver goes on, and one is free again.

    :raises Refused: `input` unless one helps with it now.
    """
    floor, reception = lock_reception(actor.site_id, ref, at)
    helping = Assistant.objects.filter(reception=reception, staff_id=actor.staff_id, until_at=None)
    if not helping.update(until_at=at):
        raise bad_input(phrase("You do not help with reception {ref}.", ref=ref))
    floor.rotation.engaged.pop(actor.staff_id, None)
    registers.record(actor=actor, at=at, body={"ref": ref})
    serve_waiting(floor)
    floor.save(by=actor.code, ref=ref)
    cite("9.1.2.2")
    about(f"reception:{ref}")
    return AssistanceLeft(ref=ref)
