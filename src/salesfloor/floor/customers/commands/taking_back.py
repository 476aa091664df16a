"""Taking a referral back that was recorded wrongly, and the claim that it founded (3.5.4)."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.fields import Phone, Reason
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import queries
from salesfloor.floor.customers.commands import claims
from salesfloor.floor.customers.commands.turn import lock_turn
from salesfloor.floor.customers.models import Claim, ClaimEvent, Referral
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

CLAUSE = "3.5.4"


class TakenBack(Answer):
    """Whose the customer is without the referral."""

    owner: str | None


@command(
    "take_back_referral",
    may=MANAGERS,
    word=phrase("Take a referral back"),
    clauses=(CLAUSE,),
    writes=RegisterLine("claims", phrase("The referral of {phone} is taken back: {reason}")),
    done=phrase("Taken back."),
)
def take_back_referral(
    *, actor: SiteActor, at: datetime, phone: Phone, reason: Reason
) -> TakenBack:
    """Take the referral of a phone back: from now on nobody sent this customer (3.5.4).

    The claim that it founded ends with it, unless the customer has come meanwhile: a visit carries the
    claim from then on. Who recorded the referral is told. The phone can be referred anew.

    :raises Refused: `access` unless by a manager, `input` where nobody is on record as the referrer.
    """
    site_id = actor.site_id
    number = queries.valid_phone(phone, site_id, at)
    lock_turn(site_id)
    row = Referral.objects.filter(site_id=site_id, phone=number, ended_at=None).first()
    if row is None:
        raise bad_input(phrase("Nobody is on record as having sent this customer."))
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _end_claim(row, at)
    if row.staff_id != actor.staff_id:
        _tell(row, actor.code, reason, at)
    registers.record(actor=actor, at=at, body={}, personal={"phone": number, "reason": reason})
    cite(CLAUSE)
    about("referral")
    found = queries.household(site_id, number, rulebook.policies(site_id, at))
    claim = found.deciding(at)
    return TakenBack(owner=claim.owner_code if claim else None)


def _end_claim(row: Referral, at: datetime) -> None:
    """End the claim that a referral founded, where it still rests on nothing else."""
    founded = ClaimEvent.objects.filter(
        kind=ClaimEvent.Kind.FOUNDED,
        at=row.at,
        reception_id=None,
        claim__site_id=row.site_id,
        claim__phone=row.phone,
    )
    standing = Claim.objects.select_for_update().filter(
        pk__in=founded.values("claim_id"),
        kind=Claim.Kind.REFERRAL,
        ended_at=None,
        lapses_at__gt=at,
    )
    for claim in standing:
        claim.ended_at, claim.end = at, Claim.End.WITHDRAWN
        claim.save(update_fields=["ended_at", "end"])
        deadlines.settle(claims.LAPSE, subject=claim.pk, at=at)


def _tell(row: Referral, who: str, reason: str, at: datetime) -> None:
    if not people.Staff.objects.filter(pk=row.staff_id, left_at=None).exists():
        return
    messages.tell(
        staff_id=row.staff_id,
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "{who} took the referral of {phone} back: {reason}.",
            who=who,
            phone=masked_phone(row.phone),
            reason=reason,
        ),
    )
