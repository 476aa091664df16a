"""Whose customer somebody was at an earlier moment: for what is entered on a later day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.floor.customers import rules
from salesfloor.floor.customers.models import Claim, Relation
from salesfloor.floor.customers.queries.whose import Household
from salesfloor.floor.customers.rules import ClaimFacts
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.kernel.rulebook import api as rulebook


def household_as_of(
    site_id: int,
    phone: str | None,
    policy: rulebook.Policies,
    at: datetime,
    *,
    party: Iterable[tuple[str, str]] = (),
) -> Household:
    """Return the claims that stood at that moment, those that have lapsed since included."""
    links = {phone: rules.OWN} if phone else {}
    counted = rules.counted_relations(policy["household.relations"])
    for other, link in [*party, *kin_of(site_id, phone, at)]:
        if link in counted:
            links.setdefault(other, link)
    rows = Claim.objects.filter(
        Q(ended_at=None) | Q(end=Claim.End.LAPSED),
        site_id=site_id,
        phone__in=links,
        lapses_at__gt=at,
    )
    codes = people.codes_of(sorted(set(rows.values_list("owner_id", flat=True))))
    facts = [
        ClaimFacts(
            row.pk,
            row.phone,
            links[row.phone],
            row.owner_id,
            row.kind,
            row.made_at,
            row.lapses_at,
            codes.get(row.owner_id, ""),
        )
        for row in rows.order_by("pk")
    ]
    own = [claim for claim in facts if claim.phone == phone and claim.made_at > at]
    return Household(
        phone,
        [claim for claim in facts if claim.made_at <= at],
        later=own[0] if own else None,
        is_late=True,
    )


def kin_of(site_id: int, phone: str | None, at: datetime) -> list[tuple[str, str]]:
    """Return the phones related to one at that moment, each with what its holder is to it."""
    standing = Relation.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=at), site_id=site_id, recorded_at__lte=at
    )
    mine = list(standing.filter(phone=phone or "").values_list("other", "relation"))
    companies = [other for other, relation in mine if relation == "company"]
    if not companies:
        return mine
    fellows = standing.filter(phone__in=companies, relation="shareholder").exclude(other=phone)
    return mine + [(other, rules.FELLOW) for other in fellows.values_list("other", flat=True)]
