"""Everybody around a customer: relations, referrals, and which of them count (9.6.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.kinship import rules
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.floor.customers.api import ClaimFacts

STANDING: Final = "standing"
ENDED: Final = "ended"
REFERRED: Final = "referred"
REFERRER: Final = "referrer"
YOURS: Final = "yours"
A_COLLEAGUES: Final = "a colleague's"


class Around(Answer):
    """Somebody around a customer, whether that makes one customer of them, whose they are."""

    other: str
    relation: str
    counts: bool
    owner: str | None
    state: str


class AllAround(Answer):
    """Everybody around a customer, by recording."""

    rows: list[Around]


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody with a recorded tie to a phone."""

    at: datetime
    other: str
    relation: str
    counts: bool
    is_ended: bool

    @property
    def state(self) -> str:
        """Return whether the tie stands."""
        return ENDED if self.is_ended else STANDING


@question(
    "relations",
    may=ANYONE,
    word=phrase("Who is around a customer"),
    clauses=("3.5.0", "3.5.2", "3.5.3", "9.6.1.2"),
)
def relations(*, actor: SiteActor, at: datetime, phone: Phone) -> AllAround:
    """Return everybody with a recorded relation to the phone, whom it referred and who referred it.

    :raises Refused: 3.4.3.5 unless for the owner, a lead or a manager.
    """
    tie = reception.tie(actor, at, phone)
    rules.may_see_around(tie.parts).enforce()
    return AllAround(
        rows=[
            Around(
                other=masked_phone(link.other),
                relation=link.relation,
                counts=link.counts,
                owner=_whose(actor, owner_of(actor.site_id, link.other, at)),
                state=link.state,
            )
            for link in links_of(actor.site_id, tie.phone, at)
        ]
    )


def owner_of(site_id: int, phone: str, at: datetime) -> ClaimFacts | None:
    """Return the claim that says whose customer a phone is."""
    return customers.household(site_id, phone, rulebook.policies(site_id, at)).deciding(at)


def _whose(actor: SiteActor, claim: ClaimFacts | None) -> str | None:
    if claim is None:
        return None
    return YOURS if claim.owner_id == actor.staff_id else A_COLLEAGUES


def links_of(site_id: int, phone: str, at: datetime) -> list[Link]:
    """Return every tie of a phone that was recorded up to a moment, by recording."""
    counted = customers.counted_relations(rulebook.policies(site_id, at)["household.relations"])
    rows = customers.Relation.objects.filter(site_id=site_id, phone=phone, recorded_at__lte=at)
    found = []
    for row in rows.order_by("pk"):
        ended = row.ended_at is not None and row.ended_at <= at
        counts = row.relation in counted and not ended
        found.append(Link(row.recorded_at, row.other, row.relation, counts, ended))
    referrals = customers.Referral.objects.filter(site_id=site_id, at__lte=at).order_by("pk")
    found += [
        Link(one.at, one.referrer, REFERRER, counts=False, is_ended=_is_over(one, at))
        for one in referrals.filter(phone=phone)
    ]
    found += [
        Link(one.at, one.phone, REFERRED, counts=False, is_ended=_is_over(one, at))
        for one in referrals.filter(referrer=phone)
    ]
    return sorted(found, key=lambda link: link.at)


def _is_over(referral: customers.Referral, at: datetime) -> bool:
    return referral.ended_at is not None and referral.ended_at <= at
