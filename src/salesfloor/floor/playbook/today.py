"""The part of the home page about the playbook: cards for the talk one is in, else practice and answers owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.floor.playbook.queries import due_cards
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


def part(request: StaffRequest) -> dict[str, Any]:
    """Return what the playbook has for one person now; nothing of it names a customer."""
    actor = request.actor
    site_id, staff_id = actor.site_id or 0, actor.staff_id or 0
    talks = reception.open_talks(site_id).values()
    mine = next((one for one in talks if one.has(staff_id)), None)
    if mine is not None:
        return {"talk": mine}
    return {"due": len(due_cards(site_id, staff_id, request.at))}
