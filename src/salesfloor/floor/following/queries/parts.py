"""Who has a part in a customer, and so sees the thread (9.6.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


def has_part(actor: Actor, tie: reception.Tie) -> bool:
    """Tell whether somebody is owner, the owner's lead or manager, received since, or has a share."""
    part = reception.Part
    if tie.parts & {part.OWNER, part.LEAD, part.MANAGER}:
        return True
    if tie.claim is None:
        return part.RECEIVER in tie.parts
    if actor.staff_id is None:
        return False
    if actor.staff_id in customers.shares_of_claim(tie.claim.id):
        return True
    return reception.received_since(actor.staff_id, tie.site_id, tie.phone, tie.claim.made_at)
