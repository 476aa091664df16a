"""Warning an owner that a claim is about to lapse (3.3.1.1, 3.3.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.floor.customers import queries
from salesfloor.floor.customers.models import Claim, Customer
from salesfloor.floor.customers.rules import LAPSE_CLAUSE
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages

if TYPE_CHECKING:
    from datetime import datetime

WARN: Final = "claim_warns"


@deadlines.handler(WARN, word=phrase("A claim is about to lapse"), phase=deadlines.Phase.OPENING)
def warn(deadline: deadlines.Deadline, at: datetime) -> None:
    """Tell the owner that a claim lapses soon, unless something moved it meanwhile."""
    claim = Claim.objects.filter(
        pk=deadline.subject, ended_at=None, warns_at=at, lapses_at__gt=at
    ).first()
    if claim is None:
        return
    customers = Customer.objects.filter(site_id=claim.site_id, phone=claim.phone)
    messages.tell(
        staff_id=claim.owner_id,
        site_id=claim.site_id,
        at=at,
        clause=LAPSE_CLAUSE[claim.kind],
        sentence=phrase(
            "Your claim to {name} {phone} stands to the end of {day} only.",
            name=customers.values_list("name", flat=True).first() or "",
            phone=masked_phone(claim.phone),
            day=queries.last_day(claim.lapses_at).isoformat(),
        ),
        subject=f"claim:{claim.pk}",
    )
