"""The live part of a service area's home page: the shift, its hand-over, the rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.base.acts import SiteActor
from salesfloor.trades.venue.cockpit.queries import area_now

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


def shift_card(request: StaffRequest) -> dict[str, Any]:
    """Return the state of the service area for the card on the home page."""
    actor = request.actor
    at_site = SiteActor(
        actor.code, actor.post, actor.site_id or 0, actor.staff_id, actor.name, actor.session
    )
    return {"now": area_now(at_site, request.at)}
