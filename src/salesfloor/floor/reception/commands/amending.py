"""Correcting what is written about a reception and who came along; every change is on record (9.1.1.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Area, CustomerName, Medium, Phone, ReceptionRef
from salesfloor.base.labels import Label
from salesfloor.base.lines import FieldNames, RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.choices import Role
from salesfloor.floor.reception.commands.assigning import party_links
from salesfloor.floor.reception.commands.closing import GradeField
from salesfloor.floor.reception.commands.members import PartyMember, members_of
from salesfloor.floor.reception.commands.state import lock_reception
from salesfloor.floor.reception.rules import receiving
from salesfloor.kernel.registers import api as registers


class ReceptionCorrected(Answer):
    """Which particulars changed."""

    ref: str
    changed: list[str]


@command(
    "correct_reception",
    may=ANYONE,
    word=phrase("Correct a reception's particulars"),
    clauses=("9.1.1.4",),
    writes=RegisterLine(
        "floor",
        phrase("{ref}: {changed} corrected"),
        facts={"changed": FieldNames},
    ),
    done=phrase("Corrected."),
)
def correct_reception(
    *,
    actor: StaffActor,
    at: datetime,
    ref: ReceptionRef,
    name: CustomerName | None = None,
    area: Area | None = None,
    medium: Medium | None = None,
    grade: GradeField | None = None,
) -> ReceptionCorrected:
    """Replace what was written at a reception; the customer's page follows where it says the same.

    :raises Refused: `access` unless by the receiver, the desk or the manager; 3.4.3.2 for emptying what is
        filled in.
    """
    floor, reception = lock_reception(actor.site_id, ref, at)
    receiving.may_close(actor.post, is_receiver=reception.receiver_id == actor.staff_id).enforce()
    given = {"name": name, "area": area, "medium": medium, "grade": grade and grade.value}
    before = {field: getattr(reception, field) for field in given}
    changed = {
        field: text for field, text in given.items() if text is not None and text != before[field]
    }
    for field, text in changed.items():
        customers.may_replace(before[field], text).enforce()
        setattr(reception, field, text)
    if changed:
        reception.save(update_fields=list(changed))
        values = {**changed, **{f"{field}_before": before[field] for field in changed}}
        body: dict[str, Any] = {"ref": ref, "changed": sorted(changed)}
        registers.record(actor=actor, at=at, body=body, personal=values)
    if changed and reception.phone:
        customers.correct_known(floor.site_id, reception.phone, before=before, given=changed)
    floor.save(by=actor.code, ref=ref)
    cite("9.1.1.4")
    about(f"reception:{ref}")
    return ReceptionCorrected(ref=ref, changed=sorted(changed))


class MemberCorrected(Answer):
    """Which member of the party, and which of their particulars changed."""

    ref: str
    member: int
    changed: list[str]


@command(
    "correct_member",
    may=ANYONE,
    word=phrase("Correct who came along"),
    clauses=("9.2.2.4",),
    writes=RegisterLine(
        "floor",
        phrase("{ref}: who came along, no. {member}: {changed} corrected"),
        facts={"changed": FieldNames},
    ),
    done=phrase("Corrected."),
)
def correct_member(
    *,
    actor: StaffActor,
    at: datetime,
    ref: ReceptionRef,
    member: Annotated[int, Field(ge=1, le=20), Label("Which of them")],
    name: CustomerName | None = None,
    phone: Phone | None = None,
    relation: Annotated[customers.RelationKind, Label("Relation")] | None = None,
    role: Annotated[Role, Label("Part in the decision")] | None = None,
) -> MemberCorrected:
    """Replace what was written about somebody who came along (9.2.2.4); relations count from now.

    :raises Refused: `access` unless by the receiver, the desk or the manager; `input` where there is no
        such member.
    """
    given = {"name": name, "phone": phone, "relation": relation, "role": role}
    told = {field: str(value) for field, value in given.items() if value is not None}
    floor, reception = lock_reception(actor.site_id, ref, at)
    receiving.may_close(actor.post, is_receiver=reception.receiver_id == actor.staff_id).enforce()
    if member > len(reception.party):
        raise bad_input(phrase("Fewer people came along with this customer."))
    before = reception.party[member - 1]
    after = {**{k: v for k, v in before.items() if k != "normal"}, **told}
    [read] = members_of([PartyMember.model_validate(after)], floor.site_id, at)
    changed = sorted(field for field in told if told[field] != before.get(field, ""))
    if changed:
        reception.party = [*reception.party[: member - 1], read, *reception.party[member:]]
        reception.save(update_fields=["party"])
        links = [(p, r) for p, r in party_links([read]) if p != reception.phone]
        if reception.phone and links:
            customers.record_relations(
                site_id=floor.site_id, phone=reception.phone, others=links, at=at, by=actor.code
            )
        values = {**told, **{f"{field}_before": before.get(field, "") for field in changed}}
        body: dict[str, Any] = {"ref": ref, "member": member, "changed": changed}
        registers.record(actor=actor, at=at, body=body, personal=values)
    floor.save(by=actor.code, ref=ref)
    cite("9.2.2.4")
    about(f"reception:{ref}")
    return MemberCorrected(ref=ref, member=member, changed=changed)
