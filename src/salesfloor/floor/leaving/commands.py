"""Giving a leaver's customers to colleagues, some here, some there, before the last day (3.4.3.6)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Reason, ToSalesperson, Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import PhoneText
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.kernel.people.api import Staff

MOST = 1000
"""Customers handed over at once."""
Phones = Annotated[
    list[PhoneText], Field(min_length=1, max_length=MOST), Label("Customers' phones")
]


class HandedOver(Answer):
    """How many claims and open deals went along."""

    claims: int
    deals: int


@command(
    "hand_over_customers",
    may=MANAGERS,
    word=phrase("Hand customers over"),
    clauses=("3.4.3.6",),
    post_clause="3.4.3.6",
    writes=RegisterLine("claims", phrase("{claims} customers of {who} go to {to}: {reason}")),
    done=phrase("Handed over; both are told."),
)
def hand_over_customers(
    *, actor: StaffActor, at: datetime, who: Who, phones: Phones, to: ToSalesperson, reason: Reason
) -> HandedOver:
    """Give some of a person's customers to a colleague, with their dates and what was written.

    :raises Refused: 3.4.3.6 unless by a manager; `input` for a phone whose customer is not theirs, or for
        somebody who receives no customers.
    """
    numbers = [customers.valid_phone(phone, actor.site_id, at) for phone in phones]
    giver = people.person_here(who, actor.site_id, at)
    taker = people.person_here(to, actor.site_id, at)
    if giver.pk == taker.pk or taker.post != Post.SALESPERSON.value:
        words = phrase("Customers are handed over to a salesperson, who receives them.", field="to")
        raise bad_input(words)
    customers.lock_turn(actor.site_id)
    ids = _claims_of(giver, numbers, actor.site_id, at)
    claims = customers.hand_over_claims(ids, owner_id=giver.pk, to=taker.pk, at=at)
    followed = deals.handed_over(
        giver.pk, taker.pk, site_id=actor.site_id, phones=[*numbers, *_phones_of(ids)]
    )
    registers.record(
        actor=actor,
        at=at,
        body={"who": who, "to": to, "claims": claims},
        personal={"phones": " ".join(numbers), "reason": reason},
    )
    messages.tell_all(
        [giver.pk, taker.pk],
        site_id=actor.site_id,
        at=at,
        clause="3.4.3.6",
        sentence=phrase(
            "{count} customers of {who} are {to}'s from now on.", count=claims, who=who, to=to
        ),
    )
    cite("3.4.3.6")
    about(f"staff:{giver.code}")
    return HandedOver(claims=claims, deals=followed)


def _phones_of(claim_ids: Iterable[int]) -> list[str]:
    rows = customers.Claim.objects.filter(pk__in=list(claim_ids))
    return list(rows.values_list("phone", flat=True))


def _claims_of(giver: Staff, phones: Iterable[str], site_id: int, at: datetime) -> list[int]:
    """Return the giver's claims on customers, those counted as one with them included.

    :raises Refused: `input` for a phone whose customer is somebody else's.
    """
    policy = rulebook.policies(site_id, at)
    ids: dict[int, None] = {}
    for phone in phones:
        household = customers.household(site_id, phone, policy)
        claim = household.deciding(at)
        if claim is None or claim.owner_id != giver.pk:
            raise bad_input(
                phrase(
                    "{phone} is no customer of {who}.", phone=masked_phone(phone), who=giver.code
                )
            )
        ids |= dict.fromkeys(
            one.id for one in household.claims if one.owner_id == giver.pk and one.lapses_at > at
        )
    return list(ids)
