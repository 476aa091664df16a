"""Loans: the bank's list, papers handed in one by one, the file handed in complete (7.1.14)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.floor.deals import fining, locking
from salesfloor.floor.deals.choices import Papers, Stage
from salesfloor.floor.deals.commands.reviewing import Places
from salesfloor.floor.deals.fields import Amount, UnitCode
from salesfloor.floor.deals.models import Bank, Deal, Loan, LoanPaper, StageDone
from salesfloor.floor.deals.rules import agreeing
from salesfloor.floor.deals.rules import way as rules
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.files import api as files
from salesfloor.kernel.registers import api as registers

CLAUSE = "7.1.14"
MOST_PAPERS = 100


class BankKept(Answer):
    """The papers that the bank wants."""

    papers: list[str]


@command(
    "bank",
    may=MANAGERS | {Post.ADMIN},
    word=phrase("Enter a bank and its papers"),
    clauses=(CLAUSE,),
    writes=RegisterLine("deals", phrase("Bank {name}: {papers} papers"), facts={"papers": int}),
    done=phrase("The bank's list is kept."),
)
def bank(
    *,
    actor: StaffActor,
    at: datetime,
    code: Annotated[NewCode, Label("Code")],
    name: Annotated[RequiredLine, Label("Bank")],
    papers: Annotated[
        list[RequiredLine],
        Field(min_length=1, max_length=MOST_PAPERS),
        Label("Papers it wants, one a line"),
    ],
) -> BankKept:
    """Enter a bank with the papers it wants; loans opened before keep their list."""
    wanted = list(dict.fromkeys(papers))
    Bank.objects.update_or_create(
        site_id=actor.site_id, code=code, defaults={"name": name, "papers": wanted}
    )
    registers.record(actor=actor, at=at, body={"code": code, "name": name, "papers": len(wanted)})
    about(f"bank:{code}")
    return BankKept(papers=wanted)


class LoanOpened(Answer):
    """The papers that the bank wants."""

    papers: list[str]


@command(
    "open_loan",
    may=ANYONE,
    word=phrase("Open a loan"),
    clauses=(CLAUSE,),
    writes=RegisterLine("deals", phrase("Unit {unit}: a loan of {amount} yuan at {bank}")),
    done=phrase("The loan is opened."),
)
def open_loan(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    bank: Annotated[Code, Label("Bank"), Reference("bank")],
    amount: Amount,
) -> LoanOpened:
    """Open the loan file of a deal: the bank's list says what is missing.

    :raises Refused: `access` unless by the deal's owner; `input` unless the price is paid with a loan.
    """
    deal = locking.locked(actor.site_id, unit).deal
    found = Bank.objects.filter(site_id=actor.site_id, code=bank).first()
    if found is None:
        raise bad_input(phrase("There is no bank {bank} here.", bank=bank))
    rules.may_act_on(is_owner=deal.owner_id == actor.staff_id).enforce()
    has_loan = Loan.objects.filter(deal=deal).exists()
    rules.may_open_loan(deal.payment, has_loan=has_loan).enforce()
    loan = Loan.objects.create(deal=deal, bank=found, amount_fen=amount, opened_at=at)
    LoanPaper.objects.bulk_create([LoanPaper(loan=loan, name=name) for name in found.papers])
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "deal": deal.number, "bank": bank, "amount": yuan(amount)},
    )
    cite(CLAUSE)
    about(f"deal:{deal.number}")
    return LoanOpened(papers=found.papers)


def _loan_of(actor: StaffActor, unit: str) -> tuple[Deal, Loan]:
    """Return a deal with its loan, locked, for its owner."""
    deal = locking.locked(actor.site_id, unit).deal
    rules.may_act_on(is_owner=deal.owner_id == actor.staff_id).enforce()
    loan = Loan.objects.select_for_update().filter(deal=deal).first()
    if loan is None:
        raise bad_input(phrase("There is no loan on unit {unit}.", unit=unit))
    return deal, loan


def missing_papers(loan: Loan) -> list[str]:
    """Return the papers that are not handed in yet, in the bank's order."""
    rows = LoanPaper.objects.filter(loan=loan, at=None).order_by("pk")
    return list(rows.values_list("name", flat=True))


class PaperHandedIn(Answer):
    """The papers that are still missing."""

    missing: list[str]


@command(
    "hand_in_paper",
    may=ANYONE,
    word=phrase("Note a loan paper as received"),
    clauses=(CLAUSE,),
    writes=RegisterLine("deals", phrase("Unit {unit}: loan paper received: {paper}")),
    done=phrase("Noted."),
)
def hand_in_paper(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    paper: Annotated[RequiredLine, Label("Paper")],
    photos: FileHashes = [],  # noqa: B006 - never changed; the schema says it
) -> PaperHandedIn:
    """Note that the customer brought one of the papers that the bank wants.

    :raises Refused: `access` unless by the deal's owner; `input` for a paper not on the list.
    """
    deal, loan = _loan_of(actor, unit)
    papers = LoanPaper.objects.filter(loan=loan)
    wanted = set(papers.values_list("name", flat=True))
    rules.may_hand_in_paper(paper, wanted=wanted).enforce()
    papers.filter(name=paper, at=None).update(at=at, by=actor.code)
    files.attach(
        site_id=actor.site_id,
        subject=f"deal:{deal.number}",
        part=papers.get(name=paper).part,
        values=photos,
        at=at,
        actor=actor,
    )
    body = {"unit": unit, "deal": deal.number, "paper": paper, "photos": photos}
    registers.record(actor=actor, at=at, body=body)
    about(f"deal:{deal.number}")
    return PaperHandedIn(missing=missing_papers(loan))


class LoanHandedIn(Answer):
    """The unit whose loan is with the bank."""

    unit: str


@command(
    "hand_in_loan",
    may=ANYONE,
    word=phrase("Hand the loan papers in"),
    clauses=(CLAUSE,),
    writes=RegisterLine("deals", phrase("Unit {unit}: the loan papers are with the bank")),
    done=phrase("The papers are with the bank."),
)
def hand_in_loan(*, actor: StaffActor, at: datetime, unit: UnitCode) -> LoanHandedIn:
    """Hand a complete loan file in at the bank.

    :raises Refused: `access` unless by the deal's owner; 7.1.14 while papers are missing.
    """
    deal, loan = _loan_of(actor, unit)
    rules.may_hand_in_once(is_handed_in=loan.handed_in_at is not None).enforce()
    rules.may_hand_in_loan(missing_papers(loan)).enforce()
    loan.handed_in_at, loan.handed_in_by_id = at, actor.staff_id
    loan.save(update_fields=["handed_in_at", "handed_in_by_id"])
    registers.record(actor=actor, at=at, body={"unit": unit, "deal": deal.number})
    cite(CLAUSE)
    about(f"deal:{deal.number}")
    return LoanHandedIn(unit=unit)


class PapersReviewed(Answer):
    """The fine, and its number where there is one."""

    fine: str
    fine_no: int | None


@command(
    "review_papers",
    may=MANAGERS,
    word=phrase("Review contract or loan papers"),
    clauses=("7.1.11", CLAUSE),
    writes=RegisterLine(
        "deals",
        phrase("Unit {unit}, {papers} reviewed: {places} new places with a mistake"),
        facts={"places": int},
    ),
    done=phrase("Reviewed."),
)
def review_papers(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    papers: Annotated[Papers, Label("Papers")],
    errors: Places,
) -> PapersReviewed:
    """Note where a contract or the loan papers of a deal have mistakes; who wrote them is fined.

    :raises Refused: `access` for one's own papers; `input` before they are written.
    """
    latest = locking.latest_deal(actor.site_id, unit)
    deal = Deal.objects.select_for_update().get(pk=latest.pk)
    paper = _written(deal, papers)
    rules.may_review_papers(is_written=paper is not None).enforce()
    if paper is None:
        raise AssertionError("the rule before refuses papers that are not written")
    agreeing.may_review(is_writer=paper.writer_id == actor.staff_id).enforce()
    fined = fining.note_mistakes(paper, errors, actor=actor, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "papers": papers, "places": fined.places if fined else 0},
        personal={"errors": "; ".join(errors)},
    )
    cite(CLAUSE if papers is Papers.LOAN else "7.1.11")
    about(f"deal:{deal.number}")
    return PapersReviewed(
        fine=yuan(fined.amount_fen if fined else 0), fine_no=fined.number if fined else None
    )


def _written(deal: Deal, papers: Papers) -> fining.Paper | None:
    """Return papers that are written: by whom and when; None before."""
    if papers is Papers.LOAN:
        loan = Loan.objects.filter(deal=deal).exclude(handed_in_at=None).first()
        if loan is None or loan.handed_in_at is None or loan.handed_in_by_id is None:
            return None
        on = day_of(loan.handed_in_at)
        return fining.Paper(deal, "loan", loan.handed_in_by_id, on, conduct.FormKind.LOAN)
    rows = StageDone.objects.filter(deal=deal, stage=Stage.CONTRACT, undone_at=None)
    done = rows.exclude(staff_id=None).first()
    if done is None or done.staff_id is None:
        return None
    kind = conduct.FormKind.CONTRACT
    return fining.Paper(deal, "contract", done.staff_id, day_of(done.at), kind)
