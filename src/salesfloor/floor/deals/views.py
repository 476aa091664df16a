"""The cashier's page; a deal, an agreement, a receipt with what can be done about each; their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.base.acts import StaffActor
from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.identity_numbers import masked_id
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.money import fen_from_yuan
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals import agreed, designated, sealing, sight, sums
from salesfloor.floor.deals.choices import (
    AgreementStatus,
    DealState,
    Party,
    Stage,
    WayOfPaying,
)
from salesfloor.floor.deals.models import Agreement, Deal, SealedPaper
from salesfloor.floor.deals.queries import receipt as receipts
from salesfloor.floor.deals.queries.deal import shown
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.pages import found, give_form, page
from salesfloor.web.templatetags.salesfloor import full_moment, money

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

TAKES: Final = frozenset({Post.MANAGER, Post.FINANCE, Post.LEAD, Post.SALESPERSON})
SHOWN: Final = 30
Facts = list[tuple[Phrase, object]]


@page(may=TAKES, methods=["GET"])
def cashier(request: StaffRequest) -> HttpResponse:
    """Take money on one screen; beside it the parts that are due, what is to be paid back, today's receipts."""
    site_id, actor = request.actor.site_id or 0, request.actor
    deals = sight.seen_by(actor)
    parts = deals.filter(state=DealState.OPEN, full_at=None).order_by("hold_until")[:SHOWN]
    ended = deals.filter(refund_fen__gt=0).order_by("-number")[: 3 * SHOWN]
    today = till.Receipt.objects.filter(
        site_id=site_id, written_at__gte=start_of(day_of(request.at)), counter_of=None
    )
    if actor.post not in MANAGERS | {Post.FINANCE}:
        today = today.filter(taken_by=actor.code)
    named = designated.running(site_id, request.at).values_list("staff_id", flat=True)
    policy = rulebook.policies(site_id, request.at)
    facts = {
        "form": give_form(request, "deposit", given=_wanted(request)),
        "may_take": actor.post in {Post.MANAGER, Post.FINANCE} or actor.staff_id in set(named),
        "takers": people.Staff.objects.filter(pk__in=list(named)).order_by("pinyin"),
        "sources": policy["deposit.sources"],
        "parts": [(deal, sums.deposit_paid(deal)) for deal in parts],
        "refunds": [(deal, left) for deal in ended if (left := sums.to_refund(deal)) > 0],
        "receipts": today.order_by("-number")[:SHOWN],
        "is_finance": actor.post is Post.FINANCE,
    }
    return render(request, "deals/cashier.html", facts)


def _wanted(request: StaffRequest) -> dict[str, str]:
    """Return what the address fills in already."""
    return {name: request.GET[name] for name in ("phone", "unit") if request.GET.get(name)}


@page(may=TAKES, methods=["GET"])
def in_capitals(request: StaffRequest) -> HttpResponse:
    """Say an amount in capitals while it is typed, so that a slip is seen before the print."""
    try:
        text = capitals(fen_from_yuan(request.GET.get("amount", "")))
    except (UnusableError, ValueError):
        text = ""
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _person(request: StaffRequest) -> StaffActor:
    actor = request.actor
    return StaffActor(
        actor.code, actor.post, actor.site_id or 0, actor.staff_id or 0, actor.name, actor.session
    )


@page(may=sight.READERS, methods=["GET"])
def deal(request: StaffRequest, number: int) -> HttpResponse:
    """Show a deal: where it stands, its people and money, what comes next."""
    row: Deal = found(sight.seen_by(request.actor), number=number)
    told = shown(row, request.at)
    names = names_of([*told.shares, told.owner or ""])
    shares = ", ".join(
        f"{names.get(code, code)} {round(share * 100)}%" for code, share in told.shares.items()
    )
    facts: Facts = [
        (phrase("Customer"), masked_phone(row.phone)),
        (phrase("Owner"), names.get(told.owner or "", told.owner or "—")),
        (phrase("Shares"), shares or "—"),
        (phrase("List price"), money(row.list_price_fen)),
        (phrase("Price"), money(row.price_fen) or "—"),
        (phrase("The whole deposit"), money(row.due_fen)),
        (phrase("Paid"), money(sums.paid(row))),
        (phrase("Balance"), f"¥{told.balance}" if told.balance else "—"),
        (phrase("To pay back"), money(max(0, sums.to_refund(row)))),
    ]
    if told.hold_until is not None:
        facts.append((phrase("The rest is due"), full_moment(row.hold_until)))
    if told.next is not None:
        facts.append((phrase("Comes next"), told.next.label))
    if told.due_on is not None:
        facts.append((phrase("Due on"), phrase("{day}", day=told.due_on)))
    ways = [
        (phrase("Agreement {number}", number=one.number), f"agreement:{one.number}")
        for one in row.agreements.order_by("number")
    ]
    ways += [
        (phrase("Receipt {number}", number=one.number), f"receipt:{one.number}")
        for one in sums.receipts_of(row).order_by("number")
    ]
    return subject_page(
        request,
        f"deal:{number}",
        head=phrase("Unit {unit}", unit=row.unit),
        clause="7.1.4",
        state=told.state.label,
        facts=facts,
        acts=_acts_on_deal(row, _person(request)),
        ways=ways,
        history=_stages_done(row),
        back=(phrase("Deals"), "deals:deals"),
    )


def _stages_done(row: Deal) -> list[Phrase]:
    done = row.stages.filter(undone_at=None).order_by("pk")
    return [
        phrase("{stage}: {day}, {who}", stage=Stage(one.stage).label, day=one.on, who=one.by)
        for one in done
    ]


def _acts_on_deal(row: Deal, actor: StaffActor) -> list[Act]:
    """Return what this person can do about a deal just now."""
    unit = {"unit": row.unit}
    if row.state != DealState.OPEN:
        is_due = actor.post is Post.FINANCE and sums.to_refund(row) > 0
        return [Act("refund", {**unit, "phone": row.phone})] if is_due else []
    is_manager = actor.post in MANAGERS
    is_owner = row.owner_id == actor.staff_id
    acts: list[Act] = []
    if row.full_at is None:
        acts.append(Act("deposit", {**unit, "phone": row.phone}, hidden=("unit", "phone", "due")))
        acts += [Act("extend_hold", unit)] if is_manager else []
    elif agreed.open_agreement_of(row) is None and (is_manager or is_owner):
        acts.append(Act("prepare_agreement", {**unit, "phone": row.phone}))
    if row.sealed_at is not None:
        acts += [Act("receive_payment", unit)]
        if is_owner or is_manager:
            acts.append(Act("finish_stage", {**unit, "stage": row.next_stage}))
        if is_owner and row.payment == WayOfPaying.LOAN:
            acts += _loan_acts(row)
    if is_manager:
        end = "cancel_deal" if row.sealed_at else "release_hold"
        acts += [Act("set_stage", {**unit, "stage": row.next_stage}), Act(end, unit)]
        acts += [] if row.sealed_at else [Act("change_unit", unit)]
        acts += [Act("give_credit", unit)] if row.owner_id is None else []
    return acts


def _loan_acts(row: Deal) -> list[Act]:
    loan = getattr(row, "loan", None)
    unit = {"unit": row.unit}
    if loan is None:
        return [Act("open_loan", unit)]
    if loan.handed_in_at is not None:
        return []
    missing = loan.papers.filter(at=None).order_by("pk").values_list("name", flat=True)
    return [Act("hand_in_paper", {**unit, "paper": name}) for name in missing] or [
        Act("hand_in_loan", unit)
    ]


@page(may=sight.READERS | {Post.ADMIN, Post.DESK}, methods=["GET"])
def agreement(request: StaffRequest, number: int) -> HttpResponse:
    """Show an agreement: what it says, who signed, who has it, what can be done."""
    row = _agreement(request, number)
    names = names_of([row.writer])
    holder = people.Staff.objects.filter(pk=row.holder_id or 0).first()
    facts: Facts = [
        (phrase("Unit"), row.unit),
        (phrase("Buyer"), row.buyer),
        (phrase("Identity number"), masked_id(row.id_no)),
        (phrase("List price"), money(row.list_price_fen)),
        (phrase("Price"), money(row.price_fen)),
        (phrase("In capitals"), capitals(row.price_fen)),
        (phrase("How it is paid"), WayOfPaying(row.payment).label),
        (phrase("Written by"), names.get(row.writer, row.writer)),
        (phrase("Time"), full_moment(row.written_at)),
    ]
    facts += [(phrase("Term"), words) for words in row.terms.values()]
    facts += [(phrase("Other buyer"), one["name"]) for one in row.co_buyers]
    if holder is not None:
        facts.append((phrase("In whose hands"), holder.name))
    paper = SealedPaper.objects.filter(agreement=row).first()
    if paper is not None:
        facts.append((phrase("Fingerprint"), paper.sha256))
    signed = row.signatures.filter(void_at=None).order_by("pk")
    return subject_page(
        request,
        f"agreement:{number}",
        head=phrase("Agreement {number}", number=number),
        clause="3.4.2.4",
        words=row.special,
        state=AgreementStatus(row.status).label,
        facts=facts,
        acts=_acts_on_agreement(row, _person(request)),
        ways=[
            (phrase("The paper"), f"agreement_paper:{number}"),
            (phrase("Unit {unit}", unit=row.unit), f"deal:{row.deal.number}"),
        ],
        history=[
            phrase("{party}: {at}", party=Party(one.party).label, at=full_moment(one.at))
            for one in signed
        ],
        back=(phrase("Deals"), "deals:deals"),
    )


def _agreement(request: StaffRequest, number: int) -> Agreement:
    rows = Agreement.objects.filter(site_id=request.actor.site_id or 0).select_related("deal")
    row: Agreement = found(rows, number=number)
    if row.holder_id != request.actor.staff_id:
        sight.must_see(_person(request), row.deal, request.at)
    return row


def _acts_on_agreement(row: Agreement, actor: StaffActor) -> list[Act]:
    """Return what this person can do about an agreement just now."""
    given = {"agreement": row.number}
    is_manager, is_writer = actor.post in MANAGERS, row.writer_id == actor.staff_id
    is_owner = row.deal.owner_id == actor.staff_id
    acts: list[Act] = []
    if row.status == AgreementStatus.WAITING_SPECIAL and is_manager and not is_writer:
        acts.append(Act("approve_special", given))
    if row.status == AgreementStatus.PREPARED and (is_writer or is_owner or is_manager):
        acts.append(Act("sign_agreement", {**given, "signer": "buyer"}))
    if row.status == AgreementStatus.SIGNED_BY_BUYER and (is_writer or is_owner):
        acts.append(Act("sign_agreement", given, hidden=("agreement", "signer")))
    if row.status == AgreementStatus.SIGNED_BY_CONSULTANT and is_manager:
        acts.append(Act("sign_agreement", given, hidden=("agreement", "signer")))
    if is_manager and not is_writer and row.status != AgreementStatus.WITHDRAWN:
        acts.append(Act("review_agreement", given))
    if row.sealed_at is None and row.status not in {
        AgreementStatus.RETURNED,
        AgreementStatus.WITHDRAWN,
    }:
        acts += [Act("withdraw_agreement", given)] if is_writer or is_manager else []
    if row.status == AgreementStatus.SEALED and is_manager:
        acts.append(Act("reopen_agreement", given))
    if row.holder_id == actor.staff_id:
        acts.append(Act("pass_agreement", given))
    return acts


@page(may=sight.READERS | {Post.ADMIN, Post.DESK}, methods=["GET"])
def agreement_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Serve an agreement as PDF: a sealed one as the bytes that were signed, for good."""
    row = _agreement(request, number)
    sealed = SealedPaper.objects.filter(agreement=row).first()
    content = bytes(sealed.content) if sealed else sealing.paper(row, row.deal)
    return _pdf(content, f"agreement-{number}.pdf")


@page(may=TAKES | MANAGERS, methods=["GET"])
def receipt(request: StaffRequest, number: int) -> HttpResponse:
    """Show a receipt, and what can be done about it."""
    row = receipts.seen(_person(request), number, request.at)
    names = names_of([row.taken_by])
    facts: Facts = [
        (phrase("Unit or goods"), row.about),
        (phrase("For"), till.Purpose(row.purpose).label),
        (phrase("Amount"), money(row.amount_fen)),
        (phrase("In capitals"), capitals(row.amount_fen)),
        (phrase("Way of paying"), till.Method(row.method).label),
        (phrase("Source of the money"), row.source),
        (phrase("Received from"), row.payer or "—"),
        (phrase("Taken by"), names.get(row.taken_by, row.taken_by)),
        (phrase("Time"), full_moment(row.paid_at)),
        (phrase("Code on the receipt"), row.code),
    ]
    if row.cheque_no:
        facts.append((phrase("Number of the cheque"), row.cheque_no))
    if row.counter_of:
        facts.append((phrase("Counter-entry to"), row.counter_of))
    if row.voided_by:
        facts.append((phrase("Void by"), row.voided_by))
    stands = not (row.voided_by or row.counter_of)
    given = {"receipt_no": number}
    acts = [Act("print_receipt", given)] if not row.counter_of else []
    acts += [Act("void_receipt", given)] if stands else []
    state = till.State.VOID if row.voided_by else till.State.VALID
    return subject_page(
        request,
        f"receipt:{number}",
        head=phrase("Receipt {number}", number=number),
        clause="3.4.1.3",
        state=state.label,
        facts=facts,
        acts=acts,
        ways=[] if row.counter_of else [(phrase("The paper"), f"receipt_paper:{number}")],
        back=(phrase("Till"), "deals:cashier"),
    )


@page(may=TAKES | MANAGERS, methods=["GET"])
def receipt_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Serve a receipt as PDF, marked as often as it was printed before, and when it is void."""
    row = receipts.seen(_person(request), number, request.at)
    if row.counter_of:
        raise Http404
    site = people.Site.objects.get(pk=row.site_id)
    taken_by = names_of([row.taken_by]).get(row.taken_by, row.taken_by)
    return _pdf(till.paper(row, site, taken_by=taken_by), f"receipt-{number}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
