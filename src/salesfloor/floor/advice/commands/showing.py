"""Putting layouts in front of a customer, never more than a few at a time (5.1, 9.3.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, board_changed, cite, command
from salesfloor.base.commands import about as name_subject
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, RequiredLine
from salesfloor.floor.advice import facts, rules
from salesfloor.floor.advice.choices import OVERALL, Reaction
from salesfloor.floor.advice.models import Response, Showing
from salesfloor.floor.advice.sheets import Sheet, sheet_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.reception.api import Tie

LayoutName = Annotated[RequiredLine, Label("Layout"), Reference("layout")]
PROBING = "9.3.1.2"
PROBED = ("layout", "goods")
"""What can be offered before the need is known."""


class Presented(Answer):
    """How many layouts stand in front of the customer now, and the sheet of this one."""

    shown: int
    sheet: Sheet | None


class Shown(Answer):
    """How many layouts stand in front of the customer now."""

    shown: int


@command(
    "present",
    may=ANYONE,
    word=phrase("Show to the customer"),
    clauses=("5.1", "5.2", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{layout} is shown to {phone}")),
    done=phrase("It stands in front of the customer."),
)
def present(*, actor: StaffActor, at: datetime, phone: Phone, layout: LayoutName) -> Presented:
    """Put a layout in front of a customer, with its five indicators.

    :raises Refused: 3.4.3.5 unless by a receiver or the owner; `input` for a layout without a unit for
        sale; 5.1 for one too many.
    """
    tie = tied(actor, at, phone)
    sheet = sheet_of(tie.site_id, tie.phone, layout, at)
    customer_id = _lock(tie, at)
    show(tie, layout, actor, at)
    body = {"layout": layout}
    registers.record(actor=actor, at=at, body=body, personal={"phone": tie.phone})
    _about(customer_id)
    return Presented(shown=facts.shown_now(tie.site_id, tie.phone, at).count(), sheet=sheet)


@command(
    "put_away",
    may=ANYONE,
    word=phrase("Put away"),
    clauses=("5.1", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{layout} is put away by {phone}: {reason}")),
    done=phrase("It is put away."),
)
def put_away(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    layout: LayoutName,
    reason: Annotated[Line, Label("What the customer had against it", is_needed=True)] = "",
) -> Shown:
    """Put a layout away, with the customer's reason.

    :raises Refused: 3.4.3.5 unless by a receiver or the owner; `input` unless it is shown; 5.1 without a
        reason.
    """
    tie = tied(actor, at, phone)
    customer_id = _lock(tie, at)
    row = must_be_shown(tie, layout, at)
    rules.may_put_away(reason=reason).enforce()
    row.put_away_at, row.put_away_by, row.reason = at, actor.code, reason
    row.save(update_fields=["put_away_at", "put_away_by", "reason"])
    personal = {"phone": tie.phone, "reason": reason}
    registers.record(actor=actor, at=at, body={"layout": layout}, personal=personal)
    _about(customer_id)
    return Shown(shown=facts.shown_now(tie.site_id, tie.phone, at).count())


@command(
    "probe",
    may=ANYONE,
    word=phrase("Offer one to begin with"),
    clauses=(PROBING, "5.1", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "claims", phrase("{about} is offered to {phone} to begin with: {reaction}")
    ),
    done=phrase("It is on record how it was taken."),
)
def probe(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    about: Annotated[RequiredLine, Label("What was offered")],
    reaction: Annotated[Reaction, Label("How it was taken")],
    note: Annotated[Line, Label("Note")] = "",
) -> Shown:
    """Offer one product while the customer names nothing, and note how it was taken (9.3.1.2).

    :raises Refused: 3.4.3.5 unless by a receiver or the owner; `input` for what is not for sale; 5.1 for
        one too many; `input` once a need is stated.
    """
    tie = tied(actor, at, phone)
    kind, _, name = about.partition(":")
    if kind not in PROBED or not name:
        raise bad_input(phrase("Say what it is, such as layout:NAME or goods:CODE."))
    _must_be_for_sale(tie.site_id, kind, name, at)
    customer_id = _lock(tie, at)
    show(tie, name, actor, at, is_probe=True)
    stated = facts.wanted_by(tie.site_id, tie.phone).stated
    rules.may_probe(stated=stated).enforce()
    Response.objects.create(
        site_id=tie.site_id,
        phone=tie.phone,
        layout=name,
        point=OVERALL,
        reaction=reaction,
        note=note,
        at=at,
        by=actor.code,
    )
    personal = {"phone": tie.phone, "note": note}
    body = {"about": about, "reaction": reaction}
    registers.record(actor=actor, at=at, body=body, personal=personal)
    cite(PROBING)
    _about(customer_id)
    return Shown(shown=facts.shown_now(tie.site_id, tie.phone, at).count())


def tied(actor: StaffActor, at: datetime, phone: str) -> Tie:
    """Return how a receiver or the owner is tied to a customer.

    :raises Refused: 3.4.3.5 for anybody else.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.RECEIVER, reception.Part.OWNER)
    return tie


def show(tie: Tie, layout: str, actor: StaffActor, at: datetime, *, is_probe: bool = False) -> None:
    """Put something in front of a customer who is locked; what stands there already stays.

    :raises Refused: 5.1 for one too many.
    """
    shown = facts.shown_now(tie.site_id, tie.phone, at)
    if shown.filter(layout=layout).exists():
        return
    most = facts.most_shown(tie.site_id, at)
    verdict = rules.may_show(shown=shown.count(), most=most)
    verdict.enforce(*([PROBING] if is_probe else []))
    Showing.objects.create(
        site_id=tie.site_id,
        phone=tie.phone,
        layout=layout,
        on=day_of(at),
        at=at,
        by=actor.code,
        is_probe=is_probe,
    )


def must_be_shown(tie: Tie, layout: str, at: datetime) -> Showing:
    """Return what stands in front of a customer.

    :raises Refused: `input` where it does not.
    """
    row = facts.shown_now(tie.site_id, tie.phone, at).filter(layout=layout).first()
    if row is None:
        raise bad_input(phrase("{layout} is not in front of the customer.", layout=layout))
    return row


def _must_be_for_sale(site_id: int, kind: str, name: str, at: datetime) -> None:
    """Refuse what is not for sale now."""
    if kind == "goods":
        offers = facts.goods_of(site_id, code=name)
    else:
        offers = [one for one in facts.offers_of(site_id, day_of(at), layout=name) if one.is_unit]
    if not offers:
        raise bad_input(phrase("Nothing of {layout} is for sale now.", layout=name))


def _lock(tie: Tie, at: datetime) -> int:
    """Lock the customer, so that what is in front of them is counted by one at a time."""
    customer_id: int = customers.customer_id(tie.site_id, tie.phone, at)
    customers.Customer.objects.select_for_update().get(pk=customer_id)
    return customer_id


def _about(customer_id: int) -> None:
    name_subject(f"customer:{customer_id}")
    board_changed()
