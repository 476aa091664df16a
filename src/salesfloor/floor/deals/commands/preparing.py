"""Writing a subscription agreement (3.4.2.1 to 3.4.2.3, 9.3.2.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer
from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.identity_numbers import IdType, can_be_id, normal_id
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import Refused
from salesfloor.base.texts import Code, Line, Name, Note
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import agreed, locking, sums
from salesfloor.floor.deals.choices import AgreementStatus, WayOfPaying
from salesfloor.floor.deals.fields import OptionalReason, Phone, UnitCode
from salesfloor.floor.deals.models import Agreement, Deal
from salesfloor.floor.deals.rules import agreeing as rules
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.promises import api as promises
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

MOST = 20
Buyer = Annotated[Name, Label("Buyer", hint=phrase("only where the customer's page has none yet"))]
IdNumber = Annotated[Line, Label("Identity number")]
Discount = Annotated[Decimal, Field(ge=0, lt=100, decimal_places=2), Label("Discount in per cent")]
Terms = Annotated[list[Code], Field(max_length=MOST), Label("Approved terms"), Reference("term")]


class CoBuyer(BaseModel):
    """Another buyer of the same unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Name, Label("Name")]
    id_no: IdNumber


CoBuyers = Annotated[list[CoBuyer], Field(max_length=MOST), Label("Other buyers")]


class AgreementPrepared(Answer):
    """The agreement's number, and the figures that it names."""

    agreement: int
    status: AgreementStatus
    list_price: str
    price: str
    paid: str
    balance: str
    capitals: str


@dataclass(frozen=True, slots=True)
class _Words:
    """An agreement as it was given."""

    buyer: str
    id_no: str
    id_type: IdType | None
    discount: Decimal | None
    price_fen: int | None
    terms: list[str]
    special: str
    approved_by: str
    co_buyers: list[CoBuyer]
    payment: WayOfPaying


@command(
    "prepare_agreement",
    may=ANYONE,
    word=phrase("Write an agreement"),
    clauses=("3.4.2.1", "3.4.2.2", "3.4.2.3", "3.5.5", "9.3.2.8"),
    post_clause="3.4.2.1",
    writes=RegisterLine(
        "agreement",
        phrase("Agreement on unit {unit} at {price} yuan"),
        facts={"unit": str, "price": str},
    ),
    done=phrase("The agreement is written."),
)
def prepare_agreement(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    unit: UnitCode,
    buyer: Buyer = "",
    id_no: IdNumber = "",
    id_type: Annotated[IdType, Label("Kind of paper")] | None = None,
    discount: Discount | None = None,
    price: Annotated[Fen, Label("Price in yuan, instead of the discount")] | None = None,
    terms: Terms = [],  # noqa: B006 - never changed; the schema says it
    special: Annotated[Note, Label("Special wording")] = "",
    approved_by: Annotated[
        Line, Label("Manager who lets you write", hint=phrase("when the deal is a colleague's"))
    ] = "",
    co_buyers: CoBuyers = [],  # noqa: B006 - as above
    payment: Annotated[WayOfPaying, Label("How it is paid")] = WayOfPaying.FULL,
    reason: OptionalReason = "",
) -> AgreementPrepared:
    """Write the agreement on a unit whose deposit is complete; its words never change afterwards.

    :raises Refused: 3.5.5, 3.4.2.1, 3.4.2.2, 9.3.2.8, 3.4.2.3 and `input`, in the order of section S2.
    """
    rules.may_price_once(discount=discount, price_fen=price).enforce()
    words = _Words(
        buyer=buyer,
        id_no=normal_id(id_no),
        id_type=id_type,
        discount=discount,
        price_fen=price,
        terms=list(dict.fromkeys(terms)),
        special=special,
        approved_by=approved_by,
        co_buyers=co_buyers,
        payment=payment,
    )
    return _write(actor, at, _deal_for(actor, at, phone, unit, words), words, reason)


def _write(
    actor: StaffActor, at: datetime, deal: Deal, words: _Words, reason: str
) -> AgreementPrepared:
    """Write an agreement down that its deal lets be written."""
    names = _names(deal, words, at)
    price_fen, promise = _priced(actor, deal, words, at)
    wording = _terms(actor.site_id, words)
    paid_fen = sums.deposit_paid(deal)
    number = registers.record(
        actor=actor,
        at=at,
        body={
            "unit": deal.unit,
            "deal": deal.number,
            "list_price": yuan(deal.list_price_fen),
            "price": yuan(price_fen),
            "discount": None if words.discount is None else str(words.discount),
            "terms": words.terms,
            "payment": words.payment,
            "approved_by": words.approved_by or None,
        },
        personal=_personal(names, words, reason),
    ).register_no
    agreement = _kept(actor, at, deal, words, names, number=number, price_fen=price_fen)
    agreement.terms, agreement.deposit_fen = wording, paid_fen
    agreement.save(force_insert=True)
    if promise is not None:
        promises.use(promise, number)
    deal.price_fen, deal.payment = price_fen, words.payment
    deal.save(update_fields=["price_fen", "payment"])
    _put_on_record(deal, names, words)
    if words.special:
        _ask_for_wording(agreement, at)
    if deal.owner_id != actor.staff_id and words.approved_by not in {"", actor.code}:
        _tell_whose_word(agreement, actor, at)
    cite("3.4.2.1", "3.4.2.2")
    about(f"agreement:{number}")
    return AgreementPrepared(
        agreement=number,
        status=AgreementStatus(agreement.status),
        list_price=yuan(deal.list_price_fen),
        price=yuan(price_fen),
        paid=yuan(paid_fen),
        balance=yuan(price_fen - paid_fen),
        capitals=capitals(price_fen),
    )


def _deal_for(actor: StaffActor, at: datetime, phone: str, unit: str, words: _Words) -> Deal:
    """Return the deal that an agreement is for, locked; refuse who may not write it, or not yet."""
    number = customers.valid_phone(phone, actor.site_id, at)
    row = catalogue.lock_unit(actor.site_id, unit)
    deal = locking.open_deal(row.pk)
    policy = rulebook.policies(actor.site_id, at)
    same = customers.counted_as_one(actor.site_id, number, policy, at)
    sold = {catalogue.UnitState.SUBSCRIBED, catalogue.UnitState.CONTRACTED}
    is_anothers = deal.phone not in same if deal is not None else row.state in sold
    rules.may_agree_for(is_anothers=is_anothers).enforce()
    rules.may_agree_on(is_held=deal is not None).enforce()
    if deal is None:
        raise AssertionError("the rule before refuses a unit that nobody holds")
    rules.may_write(_writer(actor, at, deal, words.approved_by)).enforce()
    rules.may_write_another(is_open=agreed.open_agreement(row.pk) is not None).enforce()
    rules.may_agree_before_full(is_full=deal.full_at is not None).enforce()
    return deal


def _writer(actor: StaffActor, at: datetime, deal: Deal, approved_by: str) -> rules.Writer:
    manager = None
    if approved_by and approved_by != actor.code:
        manager = _manager_here(approved_by, actor.site_id, at)
    return rules.Writer(actor.post, deal.owner_id == actor.staff_id, manager)


def _manager_here(code: str, site_id: int, at: datetime) -> Post | None:
    """Return the post of who lets somebody else write; nobody's word counts who works elsewhere."""
    try:
        return Post(people.person_here(code, site_id, at).post)
    except Refused:
        return None


def _names(deal: Deal, words: _Words, at: datetime) -> rules.Names:
    known = particulars.sheet(deal.site_id, deal.phone).particulars
    names = rules.Names(words.buyer, words.id_no, known.buyer, normal_id(known.id_no))
    rules.may_name_buyer(names).enforce()
    kind = words.id_type or (IdType(known.id_type) if known.id_type else None)
    today = day_of(at)
    rules.may_have_id(is_possible=can_be_id(names.id_no, kind, today), whose=names.buyer).enforce()
    for one in words.co_buyers:
        is_possible = bool(one.name) and can_be_id(normal_id(one.id_no), None, today)
        rules.may_have_id(is_possible=is_possible, whose=one.name).enforce()
    return names


def _priced(
    actor: StaffActor, deal: Deal, words: _Words, at: datetime
) -> tuple[int, promises.Promise | None]:
    """Return the price and the promise that covers it, where it is beyond the writer's own authority."""
    list_fen = deal.list_price_fen
    if words.discount is None:
        price_fen = judged_fen = words.price_fen or 0
    else:
        price_fen = rules.price_after(list_fen, words.discount)
        judged_fen = rules.least_price(list_fen, words.discount)
    promise = None
    is_own = promises.within_own_limit(
        actor.post, actor.site_id, list_fen=list_fen, price_fen=judged_fen, at=at
    )
    if not is_own:
        policy = rulebook.policies(actor.site_id, at)
        promise = promises.discount_covering(
            actor.site_id,
            customers.counted_as_one(actor.site_id, deal.phone, policy, at),
            deal.unit,
            list_fen=list_fen,
            price_fen=judged_fen,
            at=at,
        )
    rules.may_discount(is_covered=is_own or promise is not None).enforce()
    rules.may_cost(price_fen, list_fen=list_fen).enforce()
    return price_fen, promise


def _terms(site_id: int, words: _Words) -> dict[str, str]:
    approved = promises.approved_terms(site_id)
    rules.may_use_terms([code for code in words.terms if code not in approved]).enforce()
    return {code: approved[code] for code in words.terms}


def _personal(names: rules.Names, words: _Words, reason: str) -> dict[str, str]:
    others = "; ".join(f"{one.name} {normal_id(one.id_no)}" for one in words.co_buyers)
    told = {"buyer": names.buyer, "id_no": names.id_no, "co_buyers": others}
    return {**told, "special": words.special, "reason": reason}


def _kept(
    actor: StaffActor,
    at: datetime,
    deal: Deal,
    words: _Words,
    names: rules.Names,
    *,
    number: int,
    price_fen: int,
) -> Agreement:
    waits = AgreementStatus.WAITING_SPECIAL if words.special else AgreementStatus.PREPARED
    return Agreement(
        site_id=actor.site_id,
        number=number,
        deal=deal,
        unit_id=deal.unit_id,
        unit=deal.unit,
        status=waits,
        writer_id=actor.staff_id,
        writer=actor.code,
        approved_by=words.approved_by,
        written_at=at,
        buyer=names.buyer,
        id_no=names.id_no,
        id_type=words.id_type or "",
        co_buyers=[{"name": one.name, "id_no": normal_id(one.id_no)} for one in words.co_buyers],
        list_price_fen=deal.list_price_fen,
        discount=words.discount,
        price_fen=price_fen,
        payment=words.payment,
        special=words.special,
    )


def _put_on_record(deal: Deal, names: rules.Names, words: _Words) -> None:
    """Write buyer and number on the customer's page, where it has none yet."""
    fresh = {
        "buyer": "" if names.known_buyer else names.buyer,
        "id_no": "" if names.known_id else names.id_no,
        "id_type": "" if names.known_id else str(words.id_type or ""),
    }
    given = {name: value for name, value in fresh.items() if value}
    if given:
        particulars.write_down(deal.site_id, deal.phone, given)


def _tell_whose_word(agreement: Agreement, actor: StaffActor, at: datetime) -> None:
    """Tell the manager on whose word somebody else wrote the agreement (3.4.2.1)."""
    messages.tell(
        staff_id=people.staff_by_code(agreement.approved_by).pk,
        site_id=agreement.site_id,
        at=at,
        clause="3.4.2.1",
        sentence=phrase(
            "{by} wrote agreement {number} on unit {unit} and named you as who allowed it.",
            by=actor.code,
            number=agreement.number,
            unit=agreement.unit,
        ),
        subject=f"agreement:{agreement.number}",
    )


def _ask_for_wording(agreement: Agreement, at: datetime) -> None:
    work.owe(
        kind=agreed.WORDING,
        subject=f"agreement:{agreement.number}",
        site_id=agreement.site_id,
        clause="3.4.2.3",
        sentence=phrase(
            "Special wording in the agreement on unit {unit} waits for your word.",
            unit=agreement.unit,
        ),
        at=at,
        posts=(Post.MANAGER,),
    )
