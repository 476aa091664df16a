"""Taking a deposit: the first payment holds the unit and opens the deal (3.4.1, 3.5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.money import Fen, yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import designated, holding, lines, locking, sums, wanting
from salesfloor.floor.deals.choices import Caution, PaidStatus, Stage
from salesfloor.floor.deals.fields import Amount, ChequeNo, PaidBy, Payer, Phone, Source, UnitCode
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.floor.reception import api as reception
from salesfloor.floor.till import api as till
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

Due = Annotated[
    Fen, Label("The whole deposit in yuan", hint=phrase("asked for at the first payment"))
]


class DepositTaken(Answer):
    """The receipt, and how the hold stands now."""

    receipt_no: int
    status: PaidStatus
    hold_until: Instant | None
    capitals: str
    paid: str
    warnings: list[Caution]


@dataclass(frozen=True, slots=True)
class _Payer:
    """Who pays, as the payment finds them: locked, with everybody counted as one with them."""

    phone: str
    customer: customers.Customer
    same: frozenset[str]
    household: customers.Household

    def claim(self, at: datetime) -> customers.ClaimFacts | None:
        """Return the claim that says whose customer this is."""
        return self.household.deciding(at)


@command(
    "deposit",
    may=ANYONE,
    word=phrase("Take a deposit"),
    clauses=("3.4.1.1", "3.4.1.2", "3.4.1.3", "3.5.5", "7.2.3", "3.2.4.4"),
    post_clause="3.4.1.1",
    done=phrase("The deposit is taken and the receipt written."),
)
def deposit(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    unit: UnitCode,
    amount: Amount,
    method: PaidBy,
    source: Source = "",
    due: Due | None = None,
    cheque_no: ChequeNo = "",
    cheque_amount: Annotated[Fen, Label("Amount on the cheque")] | None = None,
    payer: Payer = "",
) -> DepositTaken:
    """Take part or all of a deposit; of any number at once the first one recorded has the unit.

    :raises Refused: 3.4.1.1 (or 7.2.3) for who may not take it, 3.2.4.4 for the courtesy consultant,
        3.4.1.3 for what a receipt lacks, 3.5.5 where another has the unit, 3.4.1.2 after the time for the
        rest or below the least part; `input` where phone, unit, sum or unit's state do not fit.
    """
    locking.lock_till(actor.site_id)
    policy = rulebook.policies(actor.site_id, at)
    who = _payer(actor.site_id, phone, policy, at)
    row = catalogue.lock_unit(actor.site_id, unit)
    money = _Money(amount, due, method, source, cheque_no, cheque_amount, payer)
    deal = locking.open_deal(row.pk)
    own = deal if deal is not None and deal.phone in who.same else None
    found = _Found(actor, at, who, row, own, policy)
    due_fen, list_fen = _judged(found, money)
    is_first = own is None
    if own is None:
        own = _open(found, due_fen=due_fen, list_fen=list_fen)
    receipt = till.take(_payment(own, money, who), actor=actor, at=at)
    wanting.take_off(row, who.same, at)
    paid_fen = holding.settle_status(own, row, actor=actor, at=at)
    if is_first:
        _write_hold(own, paid_fen, actor, at)
    cite("3.4.1.1", "3.4.1.2", "3.5.5")
    about(f"deal:{own.number}")
    is_full = own.full_at is not None
    return DepositTaken(
        receipt_no=receipt.number,
        status=PaidStatus.FULL if is_full else PaidStatus.PART,
        hold_until=None if is_full else own.hold_until,
        capitals=capitals(amount),
        paid=yuan(paid_fen),
        warnings=rules.cautions(
            rules.Paid(paid_fen, due_fen, list_fen),
            percent=policy["deposit.warn_above_percent"],
            has_owner=who.claim(at) is not None,
            is_registered=who.customer.registered_at is not None,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Money:
    """A deposit as it was given."""

    amount_fen: int
    due_fen: int | None
    method: till.Method
    source: str
    cheque_no: str
    cheque_fen: int | None
    payer: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What a payment finds, all of it locked."""

    actor: StaffActor
    at: datetime
    who: _Payer
    unit: catalogue.Unit
    own: Deal | None
    policy: rulebook.Policies


def _judged(found: _Found, money: _Money) -> tuple[int, int]:
    """Judge a payment in the order of the rules; return the whole deposit and the list price.

    :raises Refused: by the first rule that does not let it pass.
    """
    own, at = found.own, found.at
    list_fen = own.list_price_fen if own else catalogue.price_on(found.unit.pk, day_of(at)) or 0
    agreed_fen = own.due_fen if own else None
    rules.may_agree(money.due_fen, list_fen=list_fen, agreed_fen=agreed_fen).enforce()
    before_fen = sums.deposit_paid(own) if own else 0
    rules.may_receive_of_price(before_fen + money.amount_fen, list_fen=list_fen).enforce()
    _check_taker(found)
    till.may_write_receipt(
        source=money.source,
        is_cheque=money.method is till.Method.CHEQUE,
        cheque_no=money.cheque_no,
        cheque_fen=money.cheque_fen,
        amount_fen=money.amount_fen,
    ).enforce()
    facts = _unit_facts(found)
    rules.may_be_sold(facts).enforce()
    rules.may_hold(facts).enforce()
    hold = holding.facts_of(own)
    due_fen = agreed_fen or money.due_fen or 0
    rules.may_pay_in_time(hold, at).enforce()
    rules.may_pay_more(hold).enforce()
    least = found.policy["deposit.least_yuan"]
    rules.may_pay_so_little(money.amount_fen, hold=hold, due_fen=due_fen, least=least).enforce()
    return due_fen, list_fen


def _payment(own: Deal, money: _Money, who: _Payer) -> till.Payment:
    return till.Payment(
        matter=sums.matter_of(own),
        about=own.unit,
        purpose=till.Purpose.DEPOSIT,
        amount_fen=money.amount_fen,
        method=money.method,
        source=money.source,
        cheque_no=money.cheque_no,
        payer=money.payer or who.customer.name,
    )


def _payer(site_id: int, phone: str, policy: rulebook.Policies, at: datetime) -> _Payer:
    """Return who pays, their row and the claim on them locked before any unit."""
    number = customers.valid_phone(phone, site_id, at)
    customer_id = customers.customer_id(site_id, number, at)
    claim = customers.household(site_id, number, policy).deciding(at)
    customers.lock_claims([claim.id] if claim else [])
    return _Payer(
        number,
        customers.Customer.objects.get(pk=customer_id),
        customers.counted_as_one(site_id, number, policy, at),
        customers.household(site_id, number, policy),
    )


def _check_taker(found: _Found) -> None:
    actor, who, at = found.actor, found.who, found.at
    if found.policy["deposit.taken_by"] == rules.FINANCE_ONLY:
        rules.may_take_where_finance_does(actor.post).enforce()
    is_named = designated.is_designated(actor.site_id, actor.staff_id, at)
    rules.may_take_deposit(actor.post, is_designated=is_named).enforce()
    claim = who.claim(at)
    is_tied = (
        claim is not None
        and claim.owner_id != actor.staff_id
        and customers.tied_by_courtesy_only(actor.site_id, actor.staff_id, who.household.claims)
    )
    rules.may_take_from(actor.post, is_tied_by_courtesy=is_tied).enforce()


def _unit_facts(found: _Found) -> rules.UnitFacts:
    row = found.unit
    first = wanting.offered(row.pk, found.at)
    return rules.UnitFacts(
        row.code,
        row.state,
        is_own=found.own is not None,
        is_kept=first is not None and first.phone not in found.who.same,
        is_permitted=not found.policy["sale.needs_permit"] or catalogue.is_permitted(row.pk),
    )


def _open(found: _Found, *, due_fen: int, list_fen: int) -> Deal:
    """Open the deal: the unit is held, its owner and shares are fixed, the claim is bound."""
    actor, at, who, row, policy = found.actor, found.at, found.who, found.unit, found.policy
    claim = who.claim(at)
    until = rules.hold_until(at, policy)
    courtesy_id = reception.courtesy_on(actor.site_id, who.same, day_of(at))
    courtesy = people.codes_of([courtesy_id] if courtesy_id else [])
    owner = claim.owner_code if claim else None
    deal = Deal.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "deal"),
        unit_id=row.pk,
        unit=row.code,
        phone=who.phone,
        customer_id=who.customer.pk,
        opened_at=at,
        owner_id=claim.owner_id if claim else None,
        shares=rules.shares_of(
            owner,
            decided=customers.shares_by_code(claim.id) if claim else None,
            courtesy=courtesy.get(courtesy_id or 0),
            courtesy_share=round(policy["courtesy.deal_share"] * 100),
        ),
        claim_id=claim.id if claim else None,
        list_price_fen=list_fen,
        due_fen=due_fen,
        hold_until=until,
        next_stage=Stage.DEPOSIT,
    )
    catalogue.move(row, catalogue.UnitState.HELD, at=at, hold_until=until)
    if claim is not None and policy["claim.bound_by_deal"]:
        customers.bind(claim.id, owner=claim.owner_code, actor=actor, at=at)
    if claim is None:
        holding.ask_for_credit(deal, at)
    return deal


def _write_hold(deal: Deal, paid_fen: int, actor: StaffActor, at: datetime) -> None:
    owners = people.codes_of([deal.owner_id] if deal.owner_id else [])
    registers.write(
        lines.HOLD,
        actor=actor,
        at=at,
        body={
            "deal": deal.number,
            "unit": deal.unit,
            "owner": owners.get(deal.owner_id or 0),
            "shares": deal.shares,
            "list_price": yuan(deal.list_price_fen),
            "paid": yuan(paid_fen),
            "due": yuan(deal.due_fen),
            "hold_until": deal.hold_until,
        },
        personal={"phone": deal.phone},
    )
