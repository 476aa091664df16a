"""Who was referred by whom, how far they have come, whether thanks are due (3.5.4, 9.6.1.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.following.models import Thanks
from salesfloor.floor.reception import api as reception


class ReferralState(Choice):
    """How far things have come with somebody who was referred."""

    NAMED = "named", phrase("named")
    VISITED = "visited", phrase("visited")
    DEPOSITED = "deposited", phrase("paid a deposit")
    SUBSCRIBED = "subscribed", phrase("subscribed")
    CONTRACTED = "contracted", phrase("contracted")


THANKS_FROM: Final = frozenset({ReferralState.SUBSCRIBED, ReferralState.CONTRACTED})


def state_of(site_id: int, phone: str) -> ReferralState:
    """Return how far things have come with the customer of a phone."""
    if reached := deals.progress_of(site_id, phone):
        return ReferralState(reached)
    visited = reception.has_visited(site_id, phone)
    return ReferralState.VISITED if visited else ReferralState.NAMED


def is_thanks_due(site_id: int, phone: str) -> bool:
    """Tell whether somebody is to be thanked for the customer of a phone."""
    counted = customers.Referral.objects.filter(
        site_id=site_id, phone=phone, why_not="", ended_at=None
    )
    if not counted.exists() or Thanks.objects.filter(site_id=site_id, phone=phone).exists():
        return False
    return state_of(site_id, phone) in THANKS_FROM


class Referred(Answer):
    """Somebody whom the customer sent."""

    phone: str
    on: date
    counts: bool
    why: customers.WhyNoThanks | None = None
    """What speaks against thanks; only where they are not due."""
    state: ReferralState
    thanked: bool


class Referrals(Answer):
    """Who sent the customer, and whom the customer sent."""

    referrer: str | None
    why: customers.WhyNoThanks | None
    """What speaks against thanks to the referrer; nothing where they are due, or nobody sent them."""
    referred: list[Referred]


@question(
    "referrals",
    may=ANYONE,
    word=phrase("Ask who sent whom"),
    clauses=("9.6.1.3", "3.5.4", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def referrals(*, actor: StaffActor, at: datetime, phone: Phone) -> Referrals:
    """Say who sent a customer and whom the customer sent, and where thanks are due (9.6.1.3).

    :raises Refused: 3.4.3.5 unless by the owner, the owner's lead or a manager.
    """
    tie = reception.tie(actor, at, phone)
    part = reception.Part
    tie.must_be(part.OWNER, part.LEAD, part.MANAGER)
    rows = customers.Referral.objects.filter(site_id=tie.site_id, ended_at=None)
    by = rows.filter(phone=tie.phone).first()
    sent = list(rows.filter(referrer=tie.phone).order_by("at", "pk"))
    thanked = set(
        Thanks.objects.filter(
            site_id=tie.site_id, phone__in=[one.phone for one in sent]
        ).values_list("phone", flat=True)
    )
    return Referrals(
        referrer=by.referrer if by else None,
        why=_why(by) if by else None,
        referred=[
            Referred(
                phone=one.phone,
                on=day_of(one.at),
                counts=not one.why_not,
                why=_why(one),
                state=state_of(tie.site_id, one.phone),
                thanked=one.phone in thanked,
            )
            for one in sent
        ],
    )


def _why(referral: customers.Referral) -> customers.WhyNoThanks | None:
    return customers.WhyNoThanks(referral.why_not) if referral.why_not else None
