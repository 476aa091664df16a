"""One deal: its stages, its money, its people, what can be done about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import HttpResponse

from salesfloor.base.acts import StaffActor
from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals import agreed, designated, ending, sight, sums
from salesfloor.floor.deals.choices import (
    BRINGS,
    DealState,
    Papers,
    PaymentKind,
    Stage,
    WayOfPaying,
)
from salesfloor.floor.deals.models import Deal, Loan
from salesfloor.floor.deals.queries.deal import shown
from salesfloor.floor.deals.rules.way import may_cancel
from salesfloor.floor.deals.steps import steps_of, told_of_stages
from salesfloor.floor.deals.views import writing
from salesfloor.floor.promises import api as promises
from salesfloor.floor.results.api import staff_actor
from salesfloor.floor.till import api as till
from salesfloor.kernel.files import api as files
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined
from salesfloor.web.pages import page, row_or_404
from salesfloor.web.templatetags.salesfloor import money

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

Facts = list[tuple[Phrase, object]]


@page(may=sight.READERS, methods=["GET"])
def deal(request: StaffRequest, number: int) -> HttpResponse:
    """Show a deal: where it stands, its people and money, what comes next."""
    row: Deal = row_or_404(sight.with_names(sight.seen_by(request.actor)), number=number)
    told = shown(row, request.at)
    names = names_of([*told.shares, told.owner or ""])
    shares = joined(
        f"{names.get(code, code)} {round(share * 100)}%" for code, share in told.shares.items()
    )
    facts: Facts = [
        (phrase("Customer"), sight.customer_of(request.actor, row)),
        (phrase("Owner"), names.get(told.owner or "", told.owner or "—")),
        (phrase("Shares"), shares or "—"),
        (phrase("List price"), money(row.list_price_fen)),
        (phrase("The whole deposit"), money(row.due_fen)),
    ]
    if sums.to_refund(row) > 0:
        facts.append((phrase("To pay back"), money(sums.to_refund(row))))
    if sums.paid_back(row):
        facts.append((phrase("Paid back"), money(sums.paid_back(row))))
    if row.forfeited_fen:
        facts.append((phrase("Forfeited"), money(row.forfeited_fen)))
    ways = [
        (phrase("Agreement {number}", number=one.number), f"agreement:{one.number}")
        for one in row.agreements.order_by("number")
    ]
    if sight.sees(staff_actor(request.actor), row, request.at, shares_count=False):
        ways += [(_receipt(one), f"receipt:{one.number}") for one in sums.written_for(row)]
        ways += _papers_of_the_end(row)
    return subject_page(
        request,
        f"deal:{number}",
        head=phrase("Unit {unit}", unit=row.unit),
        clause="7.1.4",
        state=told.state.label,
        facts=facts,
        acts=_acts_on_deal(row, staff_actor(request.actor), request.at),
        ways=ways,
        back=(phrase("Deals"), "deals:deals"),
        template="deals/deal.html",
        more=_standing(row, request.at, request.actor.staff_id) | _writing(request, row),
    )


def _papers_of_the_end(row: Deal) -> list[tuple[Phrase, str]]:
    """Return the papers of a deal's end and of each part that was paid back (7.2.3)."""
    ways = []
    if ending.has_paper(row):
        ways.append((phrase("The end on paper"), f"ending_paper:{row.number}"))
    refunds = till.Refund.objects.filter(site_id=row.site_id, matter=sums.matter_of(row))
    ways += [
        (phrase("Refund {number} on paper", number=one), f"refund_paper:{one}")
        for one in refunds.order_by("number").values_list("number", flat=True)
    ]
    return ways


def _receipt(row: till.Receipt) -> Phrase:
    """Name a receipt of a deal, and that it is void."""
    if row.voided_by:
        return phrase("Receipt {number}, void", number=row.number)
    return phrase("Receipt {number}", number=row.number)


def _writing(request: StaffRequest, row: Deal) -> dict[str, Any]:
    """Return the form of an agreement, where one can be written; its button is the page's first then."""
    form = writing.form_of(request, row)
    return {"writing": form, "has_own_primary": form is not None}


def _standing(row: Deal, at: datetime, staff_id: int | None) -> dict[str, Any]:
    """Return the stages one after another, the money as a line, the hold's time, promises still open."""
    price_fen = row.price_fen or row.list_price_fen
    paid_fen = sums.paid(row)
    is_part = row.state == DealState.OPEN and row.full_at is None
    return {
        "deal": row,
        "steps": steps_of(row),
        "papers_of_stages": told_of_stages(row),
        "price_fen": price_fen,
        "paid_fen": paid_fen,
        "left_fen": max(0, price_fen - paid_fen),
        "is_open": row.state == DealState.OPEN,
        "is_off": row.state not in {DealState.OPEN, DealState.DONE},
        "back_fen": sums.to_refund(row) + sums.paid_back(row),
        "share": min(100, paid_fen * 100 // price_fen),
        "hold_until": row.hold_until if is_part else None,
        "is_over": is_part and row.hold_until < at,
        "may_extend": is_part and _may_extend(row, at),
        "deposit_left": max(0, row.due_fen - sums.deposit_paid(row)) if is_part else 0,
        "is_last_stage": row.state == DealState.OPEN and row.next_stage == Stage.AFTER_SALES,
        "brings": BRINGS.get(Stage(row.next_stage))
        if row.next_stage and row.state == DealState.OPEN and row.full_at
        else None,
        "open_promises": _promised(row, at) if row.state == DealState.OPEN else [],
        **_loan(row, takes=row.state == DealState.OPEN and row.owner_id == staff_id),
    }


def _may_extend(row: Deal, at: datetime) -> bool:
    """Tell whether the house gives more time for this deposit once more (3.4.1.2)."""
    most: int = rulebook.policies(row.site_id, at)["deposit.max_extensions"]
    return row.extensions < most


def _promised(row: Deal, at: datetime) -> list[tuple[promises.Promise, Phrase, Phrase]]:
    """Return the promises still open: what is promised, and whether it binds the house yet (7.2.9)."""
    return [
        (one, promises.value_of(one), promises.PromiseStatus(one.status).label)
        for one in agreed.promised(row, at).order_by("number")
    ]


def _loan(row: Deal, *, takes: bool) -> dict[str, Any]:
    """Return the loan's file: the bank's list with dates and photos, what is missing first (7.1.14)."""
    loan: Loan | None = getattr(row, "loan", None)
    if loan is None:
        return {}
    photos: dict[str, list[files.Shown]] = {}
    for one in files.of(row.site_id, f"deal:{row.number}"):
        photos.setdefault(one.part, []).append(one)
    papers = list(loan.papers.order_by(F("at").asc(nulls_first=True), "pk"))
    return {
        "loan": loan,
        "loan_papers": [(one, photos.get(one.part, [])) for one in papers],
        "missing": sum(1 for one in papers if one.at is None),
        "takes_papers": takes and loan.handed_in_at is None,
    }


def _finishes(row: Deal) -> Phrase | None:
    """Return the word on the button that finishes the stage which is next."""
    stage = Stage(row.next_stage).label if row.next_stage else None
    return None if stage is None else phrase("Done: {stage}", stage=stage)


def _acts_on_deal(row: Deal, actor: StaffActor, at: datetime) -> list[Act]:
    """Return what this person can do about a deal just now."""
    unit = {"unit": row.unit}
    if row.state != DealState.OPEN:
        is_due = actor.post is Post.FINANCE and sums.to_refund(row) > 0
        left = {**unit, "phone": row.phone, "amount": yuan(sums.to_refund(row))}
        back = [Act("refund", left, hidden=("unit", "phone"))] if is_due else []
        return back + _reviews(row, actor) if row.state == DealState.DONE else back
    is_manager = actor.post in MANAGERS
    is_owner = row.owner_id == actor.staff_id
    acts: list[Act] = []
    if row.full_at is None:
        deposit = Act("deposit", {**unit, "phone": row.phone}, hidden=("unit", "phone", "due"))
        in_time = row.hold_until >= at
        acts += [deposit] if in_time and designated.takes(actor, at) else []
        acts += [Act("extend_hold", unit)] if is_manager and _may_extend(row, at) else []
    if row.sealed_at is not None:
        acts += [_payment(row)]
        if is_owner and row.payment == WayOfPaying.LOAN:
            acts += _loan_acts(row)
        if (is_owner or is_manager) and not _waits_for_papers(row):
            acts.append(Act("finish_stage", {**unit, "stage": row.next_stage}, word=_finishes(row)))
    if is_manager:
        acts.append(Act("set_stage", {**unit, "stage": row.next_stage}))
        acts += _ending(row, actor)
        acts += [] if row.sealed_at else [Act("change_unit", unit)]
        acts += [Act("give_credit", unit)] if row.owner_id is None else []
    return acts + _reviews(row, actor)


def _payment(row: Deal) -> Act:
    """Return the taking of a payment; once the price is paid only fees come in."""
    given: dict[str, Any] = {"unit": row.unit}
    if row.price_fen is not None and sums.paid(row) >= row.price_fen:
        given["kind"] = PaymentKind.FEE
    return Act("receive_payment", given)


def _ending(row: Deal, actor: StaffActor) -> list[Act]:
    """Return how the deal can be ended by this manager: from the contract on only by a director or above."""
    if row.sealed_at is None:
        return [Act("release_hold", {"unit": row.unit})]
    is_contracted = row.stages.filter(stage=Stage.CONTRACT, undone_at=None).exists()
    allowed = may_cancel(actor.post, is_contracted=is_contracted)
    return [Act("cancel_deal", {"unit": row.unit})] if allowed else []


def _reviews(row: Deal, actor: StaffActor) -> list[Act]:
    """Let a manager note mistakes in contract and loan papers, once they are written (7.1.11, 7.1.14)."""
    is_written = row.stages.filter(stage=Stage.CONTRACT, undone_at=None).exists()
    if actor.post not in MANAGERS or not is_written:
        return []
    loan = getattr(row, "loan", None)
    given = {"unit": row.unit, "papers": Papers.CONTRACT}
    has_loan = loan is not None and loan.handed_in_at is not None
    return [Act("review_papers", given, hidden=("unit",) if has_loan else ("unit", "papers"))]


def _waits_for_papers(row: Deal) -> bool:
    """Tell whether the loan is next and its file is not with the bank yet (7.1.14)."""
    loan = getattr(row, "loan", None)
    return row.next_stage == Stage.LOAN and (loan is None or loan.handed_in_at is None)


def _loan_acts(row: Deal) -> list[Act]:
    return [] if getattr(row, "loan", None) else [Act("open_loan", {"unit": row.unit})]
