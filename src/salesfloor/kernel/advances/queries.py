"""Advances that somebody still has to settle."""

from __future__ import annotations

from salesfloor.kernel.advances.choices import Status
from salesfloor.kernel.advances.models import Advance


def unsettled(staff_id: int) -> list[int]:
    """Return the advances of a person that are paid out and not settled, by number."""
    rows = Advance.objects.filter(staff_id=staff_id, status=Status.PAID).order_by("number")
    return list(rows.values_list("number", flat=True))
