"""Confirming the five indicators with the customer (5.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, board_changed, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line
from salesfloor.floor.advice import facts, rules
from salesfloor.floor.advice.commands.showing import LayoutName, must_be_shown, tied
from salesfloor.floor.advice.models import Confirmation
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.kernel.registers import api as registers

MOST = 20


class Confirmed(Answer):
    """Whether the customer confirmed all five."""

    all_: Annotated[bool, Field(alias="all")]


@command(
    "confirm",
    may=ANYONE,
    word=phrase("Confirm the five indicators"),
    clauses=("5.2", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} went through the five indicators of {layout}")),
    done=phrase("The customer's word is on record."),
)
def confirm(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    layout: LayoutName,
    meets: Annotated[dict[Line, bool], Field(max_length=MOST), Label("What meets the need")] = {},  # noqa: B006 - never changed; the schema says it
) -> Confirmed:
    """Note which of the five indicators the customer confirmed as met.

    :raises Refused: 3.4.3.5 unless by a receiver or the owner; 5.2 unless it has exactly these five;
        `input` unless the layout is shown, and for goods, which have no sheet.
    """
    tie = tied(actor, at, phone)
    rules.may_confirm(meets).enforce()
    must_be_shown(tie, layout, at)
    if not catalogue.Unit.objects.filter(site_id=tie.site_id, layout=layout).exists():
        raise bad_input(phrase("Goods have no sheet of five indicators."))
    Confirmation.objects.create(
        site_id=tie.site_id,
        phone=tie.phone,
        layout=layout,
        meets=meets,
        at=at,
        by=actor.code,
    )
    body = {"layout": layout, "meets": meets}
    registers.record(actor=actor, at=at, body=body, personal={"phone": tie.phone})
    cite("5.2")
    facts.note_about(tie, at)
    board_changed()
    return Confirmed(all_=all(meets.values()))
