"""Signing an agreement, the manager last; the person who has the sealed paper passes it on (3.4.2.4, 3.4.2.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, StaffActor, about, cite, command
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals import credited, sealing, sight, stages
from salesfloor.floor.deals.choices import AgreementStatus, Party, Signer, Stage
from salesfloor.floor.deals.commands.reviewing import AgreementNumber, locked_agreement
from salesfloor.floor.deals.models import Agreement, Deal, Signature
from salesfloor.floor.deals.rules import agreeing as rules
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

BUYER = "buyer"
"""Who signs in a day script where no member of staff does."""


class Signed(Answer):
    """Where the agreement stands, the unit's state, and at the last signature the paper's hash."""

    status: AgreementStatus
    state: catalogue.UnitState
    sha256: str | None = None


@command(
    "sign_agreement",
    may=ANYONE,
    word=phrase("Sign an agreement"),
    clauses=("3.4.2.4", "3.4.2.2", "3.4.2.3", "3.4.2.5"),
    post_clause="3.4.2.4",
    writes=RegisterLine(
        "deals",
        phrase("Agreement {agreement} is signed: {party}"),
        variants={"sha256": phrase("Agreement {agreement} is signed last and sealed: {sha256}")},
        facts={"party": Party},
    ),
    done=phrase("Signed."),
)
def sign_agreement(
    *,
    actor: SiteActor,
    at: datetime,
    agreement: AgreementNumber,
    signer: Annotated[
        Signer, Label("Who signs here", hint=phrase("the buyer signs on your screen"))
    ]
    | None = None,
) -> Signed:
    """Sign: the buyer first, then the consultant, last a manager, which seals it.

    :raises Refused: 3.4.2.4 out of order, twice, or by who does not sign; 3.4.2.2 and 3.4.2.3 for what may
        not be signed yet; `input` for what is sealed or over.
    """
    row, deal, unit = locked_agreement(actor.site_id, agreement)
    standing = list(row.signatures.filter(void_at=None))
    is_buyer = signer is Signer.BUYER or actor.code == BUYER
    party = _party(actor, row, deal, standing, is_buyer=is_buyer)
    rules.may_be_signed(row.status).enforce()
    rules.may_sign_wording(row.status).enforce()
    rules.may_sign_reviewed(
        row.status,
        is_reviewed=row.reviewed_at is not None,
        review_first=rulebook.policies(actor.site_id, at)["agreement.review_first"],
    ).enforce()
    hands = {one.staff_id for one in standing if one.party == Party.CONSULTANT}
    rules.may_sign_as(
        party,
        signed=[one.party for one in standing],
        is_same_person=party is Party.MANAGER and actor.staff_id in hands,
    ).enforce()
    rules.must_be_the_manager(
        is_manager=party is Party.MANAGER,
        is_at_screen=bool(actor.session),
        is_proven=consent.is_proven(actor.code),
    ).enforce()
    _check_witness(actor, row, deal, at, is_buyer=is_buyer)
    if party is None:
        raise AssertionError("the rule before refuses who does not sign")
    Signature.objects.create(
        agreement=row,
        party=party,
        staff_id=None if is_buyer else actor.staff_id,
        witness_id=actor.staff_id if is_buyer else None,
        at=at,
    )
    row.status = rules.AFTER[party]
    row.save(update_fields=["status"])
    facts: dict[str, Any] = {"agreement": agreement, "party": party}
    if party is Party.MANAGER:
        facts["sha256"] = sealing.seal(row, deal, at=at, keeper_id=actor.staff_id or 0)
        _subscribe(deal, unit, actor, at)
    registers.record(actor=actor, at=at, body=facts)
    cite("3.4.2.4")
    about(f"agreement:{agreement}")
    status, state = AgreementStatus(row.status), catalogue.UnitState(unit.state)
    if party is not Party.MANAGER:
        return Signed(status=status, state=state)
    return Signed(status=status, state=state, sha256=facts["sha256"])


def _check_witness(
    actor: SiteActor, row: Agreement, deal: Deal, at: datetime, *, is_buyer: bool
) -> None:
    """Let the buyer sign before nobody who has no part in the deal."""
    if is_buyer and actor.staff_id is not None:
        has_part = row.writer_id == actor.staff_id or sight.sees(actor, deal, at)
        rules.may_witness(has_part=has_part).enforce()


def _party(
    actor: SiteActor,
    row: Agreement,
    deal: Deal,
    standing: list[Signature],
    *,
    is_buyer: bool,
) -> Party | None:
    """Return as what the actor signs."""
    return rules.party_of(
        rules.Hand(
            is_buyer=is_buyer,
            is_manager=actor.staff_id is not None and actor.post in MANAGERS,
            is_writer=actor.staff_id is not None and row.writer_id == actor.staff_id,
            is_owner=actor.staff_id is not None and deal.owner_id == actor.staff_id,
            signed_as_consultant=any(one.party == Party.CONSULTANT for one in standing),
        )
    )


def _subscribe(deal: Deal, unit: catalogue.Unit, actor: SiteActor, at: datetime) -> None:
    """Let the unit be subscribed: the stage is done and the contract comes next."""
    deal.sealed_at = at
    deal.save(update_fields=["sealed_at"])
    catalogue.move(unit, catalogue.UnitState.SUBSCRIBED, at=at)
    stages.finish(deal, Stage.SUBSCRIPTION, actor=actor, at=at)
    credited.settle(deal, at)


class AgreementPassed(Answer):
    """Who has the paper now."""

    holder: str


@command(
    "pass_agreement",
    may=ANYONE,
    word=phrase("Pass a sealed agreement on"),
    clauses=("3.4.2.5",),
    post_clause="3.4.2.5",
    writes=RegisterLine("custody", phrase("Agreement {agreement} is passed on to {to}")),
    done=phrase("Passed on."),
)
def pass_agreement(
    *,
    actor: StaffActor,
    at: datetime,
    agreement: AgreementNumber,
    to: Annotated[Code, Label("Handed to"), Reference("person")],
    reason: Reason,
) -> AgreementPassed:
    """Hand the sealed paper to somebody else, on record.

    :raises Refused: 3.4.2.5 unless by who has it; `input` where there is no such agreement or person.
    """
    row = Agreement.objects.select_for_update().filter(site_id=actor.site_id, number=agreement)
    found = row.first()
    if found is None:
        raise bad_input(phrase("There is no agreement {number} here.", number=agreement))
    person = people.person_here(to, actor.site_id, at)
    rules.may_pass(has_it=found.holder_id == actor.staff_id).enforce()
    found.holder_id = person.pk
    found.save(update_fields=["holder_id"])
    registers.record(
        actor=actor,
        at=at,
        body={"agreement": agreement, "to": to},
        personal={"reason": reason},
    )
    cite("3.4.2.5")
    about(f"agreement:{agreement}")
    return AgreementPassed(holder=to)
