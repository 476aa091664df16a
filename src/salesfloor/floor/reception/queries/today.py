"""The figures of a site's day as parts of a statement that reads many sites at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, IntegerField, JSONField, OuterRef, Q, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, JSONObject

from salesfloor.floor.reception.models import Floor, Reception
from salesfloor.kernel.registers import api as registers

_VISIT: Final = Q(channel=Reception.Channel.VISIT)
_COVERED: Final = '{"do":"covered"'


def day_figures(site: OuterRef, start: datetime, at: datetime, *, greet_within: int) -> Subquery:
    """Return the receptions of a site's day up to `at`, counted; none where nobody came."""
    in_time = Q(assigned_at__lte=F("arrived_at") + timedelta(seconds=greet_within))
    counted: dict[str, Any] = {
        "visits": Count("pk", filter=_VISIT),
        "calls": Count("pk", filter=Q(channel=Reception.Channel.CALL)),
        "buyers": Count("pk", filter=Q(is_buyer=True)),
        "phones": Count("pk", filter=Q(is_buyer=True) & ~Q(phone="")),
        "deals": Count("pk", filter=Q(outcome="deal")),
        "greeted": Count("pk", filter=_VISIT & Q(assigned_at__isnull=False)),
        "in_time": Count("pk", filter=_VISIT & in_time),
    }
    of_day = Reception.objects.filter(
        site_id=site, struck_at=None, registered_at__gte=start, registered_at__lte=at
    )
    grouped = of_day.order_by().values("site_id").annotate(figures=JSONObject(**counted))
    return Subquery(grouped.values("figures"), output_field=JSONField())


def kept_floor(site: OuterRef) -> Subquery:
    """Return the rotation of a site as it is kept; none where nobody ever signed in."""
    return Subquery(Floor.objects.filter(site_id=site).values("state"))


def uncovered_minutes(site: OuterRef, start: datetime) -> Coalesce:
    """Return for how long nobody was on the floor, over the gaps that ended since `start`."""
    minutes = Cast(KeyTextTransform("minutes", Cast("body", JSONField())), IntegerField())
    ended = registers.Line.objects.filter(
        book__site_id=site,
        book__kind="floor",
        book__last_at__gte=start,
        at__gte=start,
        body__startswith=_COVERED,
    )
    grouped = ended.order_by().values("book__site_id").annotate(minutes=Sum(minutes))
    return Coalesce(Subquery(grouped.values("minutes"), output_field=IntegerField()), 0)
