"""The version in force of an article at a site, since when it is, and who has not signed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.trades import Trade
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.signing.models import Signature

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

ARTICLES: Final = {Trade.DISTRIBUTION: 1, Trade.SERVICE_AREA: 2}
"""The article that the people of a site sign, by its trade."""
CLAUSE_OF: Final = {1: "1.3.1", 2: "2.1.1"}
"""The clause by which an article is signed."""
DUTY: Final = "sign_rulebook"
SIGNS: Final = ANYONE - {Post.OPERATOR}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article, and the day since which it is in force."""

    name: str
    since: date


def version_of(site: people.Site, article: int, at: datetime) -> Version:
    """Return the version in force: that of the text, and how often policies changed since the site opened."""
    found = next(one for one in rulebook.articles() if one.number == article)
    names = [policy.name for clause in found.clauses for policy in clause.parameters]
    opened = day_of(site.created_at)
    days = rulebook.days_of_change(site.pk, names, after=opened, at=at)
    return Version(f"{found.version}.{len(days)}", days[-1] if days else opened)


def unsigned_by(site: people.Site, article: int, at: datetime) -> list[people.Staff]:
    """Return the people of the site who have not signed the version in force, by code."""
    version = version_of(site, article, at)
    signed = Signature.objects.filter(
        site_id=site.pk, article=article, version=version.name, at__lte=at
    )
    wanting = staff_of(site, at).exclude(pk__in=signed.values("staff_id"))
    return list(wanting.order_by("code"))


def staff_of(site: people.Site, at: datetime) -> QuerySet[people.Staff]:
    """Return the people of the site at that moment, those on loan elsewhere too."""
    return people.Staff.objects.filter(
        Q(left_at=None) | Q(left_at__gt=at), site_id=site.pk, joined_at__lte=at
    )
