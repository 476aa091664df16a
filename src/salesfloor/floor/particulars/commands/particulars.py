"""Writing down a customer's particulars (3.4.3.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Address, Area, CustomerName, Employer, Medium, Phone, Vehicle
from salesfloor.base.identity_numbers import IdType, can_be_id, normal_id
from salesfloor.base.labels import Label
from salesfloor.base.lines import FieldNames, RegisterLine
from salesfloor.base.names import initials_of, pinyin_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import Refused
from salesfloor.base.texts import Line
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars import rules
from salesfloor.floor.particulars.choices import Particular, Source
from salesfloor.floor.particulars.models import Change, Particulars
from salesfloor.floor.particulars.queries.facts import sheet
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_CUSTOMER: Final = ("name", "area", "medium")
"""Particulars that stand on the customer's own row, where registrations fill them, too."""


class ParticularsNoted(Answer):
    """How full the page is now, and what is missing."""

    percent: int
    missing: list[Particular]


@command(
    "note_particulars",
    may=ANYONE,
    word=phrase("Write down particulars"),
    clauses=("3.4.3.2", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "claims",
        phrase("Particulars of {phone} written down: {fields}"),
        facts={"fields": FieldNames},
    ),
    done=phrase("Saved."),
)
def note_particulars(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    name: CustomerName | None = None,
    area: Area | None = None,
    medium: Medium | None = None,
    source: Annotated[Source, Label("How they came")] | None = None,
    family: Annotated[Line, Label("Family")] | None = None,
    decision_maker: Annotated[Line, Label("Who decides")] | None = None,
    address: Address | None = None,
    employer: Employer | None = None,
    vehicle: Vehicle | None = None,
    buyer: Annotated[CustomerName, Label("Buyer")] | None = None,
    id_no: Annotated[Line, Label("Identity number")] | None = None,
    id_type: Annotated[IdType, Label("Kind of paper")] | None = None,
) -> ParticularsNoted:
    """Write down what the customer's page asks for; the page keeps who changed what when.

    :raises Refused: 3.4.3.5 unless by the owner, a receiver or a manager (the desk: name, area, medium,
        source); 3.4.3.2 for emptying; 3.4.2.2 for a number of identity that cannot be.
    """
    tie = reception.tie(actor, at, phone)
    texts = {"name": name, "area": area, "medium": medium, "source": source, "family": family}
    texts |= {"decision_maker": decision_maker, "address": address, "employer": employer}
    texts |= {"vehicle": vehicle, "buyer": buyer, "id_type": id_type}
    texts["id_no"] = None if id_no is None else normal_id(id_no)
    given = {field: str(value) for field, value in texts.items() if value is not None}
    part = reception.Part
    rules.may_note(
        set(given),
        all_of_them=bool(tie.parts & {part.OWNER, part.RECEIVER, part.MANAGER}),
        at_the_desk=part.DESK in tie.parts,
    ).enforce()
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    before = sheet(tie.site_id, tie.phone)
    rules.may_change(given, before.values).enforce()
    _check_id(given.get("id_no", ""), id_type or before.particulars.id_type, day_of(at))
    write_down(tie.site_id, tie.phone, given)
    _leave_trace(tie, actor, at, given)
    cite("3.4.3.2")
    about(f"customer:{customer_id}")
    after = sheet(tie.site_id, tie.phone)
    return ParticularsNoted(percent=after.percent, missing=list(after.missing))


def _check_id(number: str, kind: str, today: date) -> None:
    if number and not can_be_id(number, IdType(kind) if kind else None, today):
        sentence = phrase("This number of identity cannot be right. Look at the paper again.")
        raise Refused("3.4.2.2", sentence)


def write_down(site_id: int, phone: str, given: Mapping[str, str]) -> None:
    """Put particulars on the customer's page; those given empty are emptied."""
    own = {field: value for field, value in given.items() if field in OF_THE_CUSTOMER}
    if "name" in own:
        own |= {"pinyin": pinyin_of(own["name"]), "initials": initials_of(own["name"])}
    if own:
        customers.Customer.objects.filter(site_id=site_id, phone=phone).update(**own)
    rest = {field: value for field, value in given.items() if field not in OF_THE_CUSTOMER}
    if rest:
        Particulars.objects.update_or_create(site_id=site_id, phone=phone, defaults=rest)


def _leave_trace(
    tie: reception.Tie, actor: StaffActor, at: datetime, given: Mapping[str, str]
) -> None:
    fields = sorted(given)
    Change.objects.create(site_id=tie.site_id, phone=tie.phone, at=at, by=actor.code, fields=fields)
    registers.record(
        actor=actor,
        at=at,
        body={"fields": fields},
        personal={**given, "phone": tie.phone},
    )
