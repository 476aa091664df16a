"""Addresses of live streams; the session that comes along says who may look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


def stream_url(actor: Actor, view: str) -> str:
    """Return the address at which a person sees a view of the site live."""
    return stream_of(actor.site_id, view)


def stream_of(site_id: int | None, view: str) -> str:
    """Return the address at which a view of the site is seen live."""
    return f"/events/{site_id}?view={view}"
