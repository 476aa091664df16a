"""Warning an owner that a claim is about to lapse (3.3.1.1, 3.3.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.sql import fetch_one
from salesfloor.floor.customers import queries
from salesfloor.floor.customers.rules import LAPSE_CLAUSE
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages

if TYPE_CHECKING:
    from datetime import datetime

WARN: Final = "claim_warns"
_WARNED: Final = """
    SELECT c.site_id, c.owner_id, c.kind, c.phone, coalesce(k.name, ''), c.lapses_at
    FROM customers_claim c LEFT JOIN customers_customer k ON k.site_id = c.site_id AND k.phone = c.phone
    WHERE c.id = %(claim)s AND c.ended_at IS NULL AND c.warns_at = %(at)s AND c.lapses_at > %(at)s
"""


@deadlines.handler(WARN, word=phrase("A claim is about to lapse"), phase=deadlines.Phase.OPENING)
def warn(deadline: deadlines.Deadline, at: datetime) -> None:
    """Tell the owner that a claim lapses soon, unless something moved it meanwhile."""
    row = fetch_one(_WARNED, {"claim": deadline.subject, "at": at})
    if row is None:
        return
    site_id, owner_id, kind, phone, name, lapses_at = row
    messages.tell(
        staff_id=owner_id,
        site_id=site_id,
        at=at,
        clause=LAPSE_CLAUSE[kind],
        sentence=phrase(
            "Your claim to {name} {phone} stands to the end of {day} only.",
            name=name,
            phone=masked_phone(phone),
            day=queries.last_day(lapses_at).isoformat(),
        ),
        subject=f"claim:{deadline.subject}",
    )
