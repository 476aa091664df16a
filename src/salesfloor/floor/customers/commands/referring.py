"""Who sent whom: a referral, the claim that it founds, and whether thanks will be due (3.5.4)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import CustomerName, Phone, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused, bad_input
from salesfloor.base.texts import PhoneText
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.choices import WhyNoThanks
from salesfloor.floor.customers.commands import claims
from salesfloor.floor.customers.commands.relations import write_customer
from salesfloor.floor.customers.commands.turn import lock_turn
from salesfloor.floor.customers.models import Claim, Customer, Referral, Relation
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping


class Referred(Answer):
    """Whose the new customer is, and whether thanks will be due."""

    owner: str | None
    counts: bool
    why: str = ""
    """What speaks against thanks; only where they are not due."""

    @classmethod
    def said(cls, answer: Mapping[str, Any]) -> Phrase:
        """Tell on the page whether thanks will be due, and what speaks against them."""
        if answer["counts"]:
            return phrase("On record; thanks will be due once they buy.")
        why = WhyNoThanks(answer["why"]).label
        return phrase("On record, but it does not count: {why}.", why=why)


@command(
    "refer",
    may=frozenset({Post.SALESPERSON}),
    word=phrase("Record a referral"),
    clauses=("3.5.4",),
    writes=RegisterLine(
        "claims", phrase("{referrer} referred {name} {phone}; owner {owner}"), facts={"owner": Who}
    ),
)
def refer(
    *,
    actor: StaffActor,
    at: datetime,
    referrer: Annotated[PhoneText, Label("The referrer's phone"), Reference("phone")],
    phone: Phone,
    name: CustomerName,
) -> Referred:
    """Record a referral; the claim starts now, with the new phone on record (3.5.4).

    A phone has one referrer, the first recorded: a later referral founds no claim. A phone that has
    an owner keeps the owner. `counts` tells whether thanks will be due, `why` what speaks against it.
    """
    site_id = actor.site_id
    from_phone = queries.valid_phone(referrer, site_id, at)
    number = _phone_on_record(phone, site_id, at)
    if from_phone == number:
        raise bad_input(phrase("Nobody refers themselves: the two phones are the same."))
    write_customer(site_id, number, at, name=name)
    lock_turn(site_id)  # receptions found claims under it, so that nobody gets two owners at once
    policy = rulebook.policies(site_id, at)
    is_first = not _was_referred(site_id, number)
    why = _why_not(site_id, from_phone, number, policy, is_first=is_first)
    found = queries.household(site_id, number, policy)
    claim = found.deciding(at)
    owner = claim.owner_code if claim else None
    if claim is None and is_first:
        claims.found_claim(
            household=found,
            site_id=site_id,
            owner_id=actor.staff_id,
            kind="referral",
            at=at,
            policy=policy,
        )
        owner = actor.code
    if is_first:
        Referral.objects.create(
            site_id=site_id,
            phone=number,
            referrer=from_phone,
            staff_id=actor.staff_id,
            at=at,
            why_not=why,
        )
    registers.append(
        site_id=site_id,
        kind="claims",
        actor=actor,
        at=at,
        body={"do": "refer", "owner": owner, "counts": not why, "why": why},
        personal={"referrer": from_phone, "phone": number, "name": name},
    )
    if why == WhyNoThanks.REFERRER_UNKNOWN:
        _tell_managers(actor, at, site_id, from_phone, number)
    cite("3.5.4")
    about("referral")
    if why:
        return Referred(owner=owner, counts=False, why=why)
    return Referred(owner=owner, counts=True)


def _why_not(
    site_id: int, referrer: str, phone: str, policy: rulebook.Policies, *, is_first: bool
) -> str:
    """Return the first reason for which a referral earns no thanks; empty where there is none."""
    registered = Customer.objects.filter(site_id=site_id, registered_at__isnull=False)
    here = set(registered.filter(phone__in=(referrer, phone)).values_list("phone", flat=True))
    if phone in here:
        return WhyNoThanks.KNOWN
    if not is_first:
        return WhyNoThanks.REFERRED_BEFORE
    if referrer not in here:
        return WhyNoThanks.REFERRER_UNKNOWN
    counted = rules.counted_relations(policy["household.relations"])
    kin = Relation.objects.filter(
        site_id=site_id, phone=phone, other=referrer, relation__in=counted, ended_at=None
    )
    return WhyNoThanks.SAME_CUSTOMER if kin.exists() else ""


def _phone_on_record(phone: str, site_id: int, at: datetime) -> str:
    """Return the new customer's phone: a name without one founds no claim (3.5.4)."""
    try:
        return queries.valid_phone(phone, site_id, at)
    except Refused as refused:
        raise Refused(refused.clause, refused.sentence, ("3.5.4",)) from None


def _was_referred(site_id: int, phone: str) -> bool:
    referrals = Referral.objects.filter(site_id=site_id, phone=phone, ended_at=None)
    claimed = Claim.objects.filter(site_id=site_id, phone=phone, kind=Claim.Kind.REFERRAL)
    old = claimed.exclude(end=Claim.End.WITHDRAWN)
    return referrals.exists() or old.exists()


def _tell_managers(
    actor: StaffActor, at: datetime, site_id: int, referrer: str, phone: str
) -> None:
    """Tell the managers of a phone claimed in the name of somebody whom no register knows."""
    managers = people.Staff.objects.filter(site_id=site_id, post=Post.MANAGER, left_at=None)
    for staff_id in managers.values_list("pk", flat=True):
        messages.tell(
            staff_id=staff_id,
            site_id=site_id,
            at=at,
            clause="3.5.4",
            sentence=phrase(
                "{who} recorded {phone} as referred by {referrer}, whom no register knows.",
                who=actor.code,
                phone=masked_phone(phone),
                referrer=masked_phone(referrer),
            ),
        )
