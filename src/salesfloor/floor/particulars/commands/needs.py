"""Writing down what a customer wants (9.2.1.3)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import FieldNames, RegisterLine
from salesfloor.base.money import Fen
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars.choices import Criterion
from salesfloor.floor.particulars.models import Change, Need
from salesfloor.floor.particulars.queries.facts import facts_of
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers

MOST: Final = 20
"""Entries of one list."""


class _LeftOut(Enum):
    LEFT_OUT = "left out"


_UNSAID: Final[Any] = Field(default_factory=lambda: _LeftOut.LEFT_OUT)
"""The default of a field that null takes away."""


Rooms = Annotated[list[Annotated[int, Field(ge=1, le=99)]], Field(max_length=MOST), Label("Rooms")]
Size = Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)]
Storey = Annotated[int, Field(ge=-9, le=999)]
Codes = Annotated[list[Code], Field(max_length=MOST)]
_LISTS: Final = ("rooms", "orientation", "likes")


class NeedNoted(Answer):
    """The criteria that the need states now."""

    criteria: list[Criterion]


@command(
    "note_need",
    may=ANYONE,
    word=phrase("Write down the need"),
    clauses=("9.2.1.3", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "claims", phrase("Need of {phone} written down: {fields}"), facts={"fields": FieldNames}
    ),
    done=phrase("The need is written down."),
)
def note_need(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    rooms: Rooms | None = _UNSAID,
    area_from: Annotated[Size, Label("Size from")] | None = _UNSAID,
    area_to: Annotated[Size, Label("Size to")] | None = _UNSAID,
    budget: Annotated[Fen, Label("Budget")] | None = _UNSAID,
    orientation: Annotated[Codes, Label("Orientation")] | None = _UNSAID,
    floor_from: Annotated[Storey, Label("Storey from")] | None = _UNSAID,
    floor_to: Annotated[Storey, Label("Storey to")] | None = _UNSAID,
    purpose: Annotated[Line, Label("What they buy for")] | None = _UNSAID,
    likes: Annotated[Codes, Label("Wishes")] | None = _UNSAID,
    must: Annotated[list[Criterion], Label("What must be met")] | None = _UNSAID,
) -> NeedNoted:
    """Write down what a customer wants; it replaces what it names, null takes away (9.2.1.3).

    :raises Refused: 3.4.3.5 unless by the owner, a receiver or a manager; `input` for bounds the wrong
        way round.
    """
    tie = reception.tie(actor, at, phone)
    part = reception.Part
    tie.must_be(part.OWNER, part.RECEIVER, part.MANAGER, also="9.2.1.3")
    named: dict[str, Any] = {
        "rooms": rooms,
        "area_from": area_from,
        "area_to": area_to,
        "budget_fen": budget,
    }
    named |= {"orientation": orientation, "floor_from": floor_from, "floor_to": floor_to}
    named |= {"purpose": purpose, "likes": likes, "must": must}
    given = {name: value for name, value in named.items() if value is not _LeftOut.LEFT_OUT}
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    need = Need.objects.filter(site_id=tie.site_id, phone=tie.phone).first()
    need = need or Need(site_id=tie.site_id, phone=tie.phone)
    for name, value in given.items():
        setattr(need, name, _kept(name, value))
    _must_be_in_order(need)
    need.save()
    fields = sorted("budget" if name == "budget_fen" else name for name in given)
    Change.objects.create(site_id=tie.site_id, phone=tie.phone, at=at, by=actor.code, fields=fields)
    registers.record(
        actor=actor,
        at=at,
        body={"fields": fields},
        personal={"phone": tie.phone, **{name: _as_text(value) for name, value in given.items()}},
    )
    cite("9.2.1.3")
    about(f"customer:{customer_id}")
    return NeedNoted(criteria=list(facts_of(need).criteria))


def _kept(name: str, value: Any) -> Any:  # noqa: ANN401 - the value of any field
    """Return a value as the row keeps it: lists without repeats, nothing for what is taken away."""
    if name in _LISTS:
        return list(dict.fromkeys(value or ()))
    if name == "purpose":
        return value or ""
    return None if value is None or value == [] else value


def _as_text(value: Any) -> str:  # noqa: ANN401 - the value of any field
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _must_be_in_order(need: Need) -> None:
    sizes = need.area_from is not None and need.area_to is not None
    storeys = need.floor_from is not None and need.floor_to is not None
    if (sizes and need.area_from > need.area_to) or (storeys and need.floor_from > need.floor_to):  # type: ignore[operator]
        raise bad_input(phrase("The lower bound stands above the upper one."))
