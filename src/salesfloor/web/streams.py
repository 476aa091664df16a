"""Addresses of live streams; the session that comes along says who may look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


def stream_url(actor: Actor, view: str) -> str:
    """Return the address at which a person sees a view of the site live."""
    return f"/events/{actor.site_id}?view={view}"
