"""How many claims lapsed, as part of a statement about sites."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from salesfloor.floor.customers.models import Claim


def lapsed_count(site: OuterRef, since: datetime, until: datetime) -> Coalesce:
    """Return how many claims of a site lapsed from `since` to `until`."""
    lapsed = Claim.objects.filter(
        site_id=site, end=Claim.End.LAPSED, ended_at__gte=since, ended_at__lte=until
    )
    counted = lapsed.order_by().values("site_id").annotate(lapsed=Count("pk")).values("lapsed")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
