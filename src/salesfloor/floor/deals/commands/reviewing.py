"""What managers do about agreements before and after: wording, review, withdrawal, opening anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals import agreed, credited, fining, holding, stages
from salesfloor.floor.deals.choices import AgreementStatus, Stage
from salesfloor.floor.deals.fields import OptionalReason
from salesfloor.floor.deals.models import Agreement, Deal
from salesfloor.floor.deals.rules import agreeing as rules
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

MOST_PLACES = 200
AgreementNumber = Annotated[Number, Label("Agreement"), Reference("agreement")]
Places = Annotated[
    list[RequiredLine],
    Field(max_length=MOST_PLACES),
    Label("Places with a mistake", hint=phrase("one a line; none when all is right")),
]


def locked_agreement(site_id: int, number: int) -> tuple[Agreement, Deal, catalogue.Unit]:
    """Return an agreement with its deal and unit, all locked.

    :raises Refused: `input` where the site has none of that number.
    """
    found = Agreement.objects.filter(site_id=site_id, number=number).first()
    if found is None:
        raise bad_input(phrase("There is no agreement {number} here.", number=number))
    unit = catalogue.lock_unit(site_id, found.unit)
    deal = Deal.objects.select_for_update().get(pk=found.deal_id)
    return Agreement.objects.select_for_update().get(pk=found.pk), deal, unit


class AgreementMoved(Answer):
    """Where the agreement stands now."""

    status: AgreementStatus


@command(
    "approve_special",
    may=MANAGERS,
    word=phrase("Decide about special wording"),
    clauses=("3.4.2.3",),
    writes=RegisterLine(
        "deals",
        phrase("Agreement {agreement}: the special wording is not granted"),
        variants={"granted": phrase("Agreement {agreement}: the special wording is granted")},
    ),
    done=phrase("Decided."),
)
def approve_special(
    *,
    actor: StaffActor,
    at: datetime,
    agreement: AgreementNumber,
    granted: Annotated[bool, Label("Granted", is_decision=True)] = True,
    reason: OptionalReason = "",
) -> AgreementMoved:
    """Grant special wording, or not: then the agreement is withdrawn.

    :raises Refused: `access` for who wrote it; `input` unless it waits.
    """
    row, deal, _ = locked_agreement(actor.site_id, agreement)
    rules.may_word(is_writer=row.writer_id == actor.staff_id).enforce()
    rules.may_decide_wording(row.status).enforce()
    row.special_by = actor.code
    row.save(update_fields=["special_by"])
    if granted:
        row.status = AgreementStatus.PREPARED
        row.save(update_fields=["status"])
        agreed.settle_wording(row, at)
    else:
        agreed.end(row, AgreementStatus.WITHDRAWN, at=at)
        agreed.forget_price(deal)
    registers.record(
        actor=actor,
        at=at,
        body={"agreement": agreement, **({"granted": True} if granted else {})},
        personal={"reason": reason},
    )
    cite("3.4.2.3")
    about(f"agreement:{agreement}")
    return AgreementMoved(status=AgreementStatus(row.status))


class AgreementReviewed(Answer):
    """The fine, its number where there is one, and where the agreement stands."""

    fine: str
    fine_no: int | None
    status: AgreementStatus


@command(
    "review_agreement",
    may=MANAGERS,
    word=phrase("Review an agreement"),
    clauses=("3.4.2.2", "7.1.11"),
    writes=RegisterLine(
        "deals",
        phrase("Agreement {agreement} is reviewed: {places} new places with a mistake"),
        facts={"places": int},
    ),
    done=phrase("Reviewed."),
)
def review_agreement(
    *, actor: StaffActor, at: datetime, agreement: AgreementNumber, errors: Places
) -> AgreementReviewed:
    """Note where an agreement has mistakes; before it is sealed it is returned and signed by nobody.

    :raises Refused: `access` for who wrote it.
    """
    row, deal, _ = locked_agreement(actor.site_id, agreement)
    rules.may_review(is_writer=row.writer_id == actor.staff_id).enforce()
    paper = fining.Paper(
        deal,
        f"agreement:{row.number}",
        row.writer_id,
        day_of(row.written_at),
        conduct.FormKind.AGREEMENT,
    )
    fined = fining.note_mistakes(paper, errors, actor=actor, at=at)
    row.reviewed_at = at
    row.save(update_fields=["reviewed_at"])
    is_open = row.status in {
        AgreementStatus.PREPARED,
        AgreementStatus.WAITING_SPECIAL,
        AgreementStatus.SIGNED_BY_BUYER,
        AgreementStatus.SIGNED_BY_CONSULTANT,
    }
    if errors and is_open:
        agreed.end(row, AgreementStatus.RETURNED, at=at)
        agreed.forget_price(deal)
    registers.record(
        actor=actor,
        at=at,
        body={"agreement": agreement, "places": fined.places if fined else 0},
        personal={"errors": "; ".join(errors)},
    )
    cite("3.4.2.2", "7.1.11")
    about(f"agreement:{agreement}")
    return AgreementReviewed(
        fine=yuan(fined.amount_fen if fined else 0),
        fine_no=fined.number if fined else None,
        status=AgreementStatus(row.status),
    )


@command(
    "withdraw_agreement",
    may=ANYONE,
    word=phrase("Withdraw an agreement"),
    clauses=("3.4.2.2",),
    writes=RegisterLine("deals", phrase("Agreement {agreement} is withdrawn")),
    done=phrase("Withdrawn."),
)
def withdraw_agreement(
    *, actor: StaffActor, at: datetime, agreement: AgreementNumber, reason: Reason
) -> AgreementMoved:
    """Withdraw an agreement that is not sealed yet; its discount is free again.

    :raises Refused: `access` unless by who wrote it or a manager; `input` once sealed or over.
    """
    row, deal, _ = locked_agreement(actor.site_id, agreement)
    rules.may_withdraw(
        is_writer=row.writer_id == actor.staff_id, is_manager=actor.post in MANAGERS
    ).enforce()
    rules.may_be_withdrawn(row.status).enforce()
    agreed.end(row, AgreementStatus.WITHDRAWN, at=at)
    agreed.forget_price(deal)
    registers.record(actor=actor, at=at, body={"agreement": agreement}, personal={"reason": reason})
    about(f"agreement:{agreement}")
    return AgreementMoved(status=AgreementStatus.WITHDRAWN)


class AgreementReopened(Answer):
    """Where the sealed agreement and its unit stand now."""

    status: AgreementStatus
    state: catalogue.UnitState


@command(
    "reopen_agreement",
    may=MANAGERS,
    word=phrase("Open a sealed agreement anew"),
    clauses=("3.4.2.2", "3.5.5"),
    writes=RegisterLine(
        "deals", phrase("Agreement {agreement} is superseded; another one is written")
    ),
    done=phrase("Another agreement can be written now."),
)
def reopen_agreement(
    *, actor: StaffActor, at: datetime, agreement: AgreementNumber, reason: Reason
) -> AgreementReopened:
    """Let another agreement follow a sealed one: other names, terms or payment; both stay on record.

    :raises Refused: `input` unless it is sealed and the contract is still to come.
    """
    row, deal, unit = locked_agreement(actor.site_id, agreement)
    rules.may_reopen(
        is_sealed=row.status == AgreementStatus.SEALED,
        is_contracted=unit.state != catalogue.UnitState.SUBSCRIBED,
    ).enforce()
    agreed.end(row, AgreementStatus.SUPERSEDED, at=at)
    stages.undo(deal, Stage.SUBSCRIPTION, at=at)
    days = rulebook.policies(deal.site_id, at)["agreement.sign_within_days"]
    deal.sealed_at, deal.price_fen, deal.payment = None, None, ""
    deal.next_stage, deal.next_due_on = Stage.SUBSCRIPTION, day_of(at) + timedelta(days=days)
    deal.save(update_fields=["sealed_at", "price_fen", "payment", "next_stage", "next_due_on"])
    credited.settle(deal, at)
    deadlines.set_due(
        holding.UNSIGNED,
        subject=deal.pk,
        site_id=deal.site_id,
        due_at=end_of(day_of(at) + timedelta(days=days)),
    )
    catalogue.move(unit, catalogue.UnitState.HELD, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"agreement": agreement, "unit": deal.unit},
        personal={"reason": reason},
    )
    about(f"agreement:{agreement}")
    return AgreementReopened(
        status=AgreementStatus.SUPERSEDED, state=catalogue.UnitState(unit.state)
    )
