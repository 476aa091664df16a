"""What receptions tell of one customer: to the module of customers, which keeps none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import F, OuterRef, Q, Subquery

from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.models import BY_ITSELF, Reception
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.base.sql import Row

_GRADES: Final = """
    SELECT r.grade, r.ended_at AS at, 0 AS word, r.id FROM reception_reception r
    WHERE r.customer_id = {customer} AND r.grade <> '' AND r.ended_at IS NOT NULL
        AND r.struck_at IS NULL
"""
_STORY: Final = (
    *("registered_at", "channel", "basis", "outcome", "grade", "need", "problem", "reason"),
    *("receiver", "ref", "register_no", "is_open", "is_old", "area", "medium"),
)
_IS_OLD: Final = Q(ended_by=BY_ITSELF, ended_at=F("registered_at"))
"""As `Reception.is_from_old_register`."""
_MOST: Final = 30


def _story(customer_id: int) -> list[Row]:
    receiver = people.Staff.objects.filter(pk=OuterRef("receiver_id")).values("name")
    told = Reception.objects.filter(customer_id=customer_id, struck_at=None).annotate(
        receiver=Subquery(receiver), is_open=Q(ended_at=None), is_old=_IS_OLD
    )
    return list(told.order_by("-registered_at").values_list(*_STORY)[:_MOST])


customers.tells_received(customers.Received(_GRADES, _story))
