"""Addresses of live streams: signed, short-lived, good for one person and one site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core import signing

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor

_SALT: Final = "salesfloor.streams"
_GOOD_FOR: Final = 10 * 60
"""Seconds within which a page must open its stream; a later try needs the session."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the address of a stream says: who looks at which site."""

    staff_id: int
    site_id: int


def stream_url(actor: Actor, view: str) -> str:
    """Return the address at which a person sees a view of the site live (event `board`)."""
    token = signing.dumps([actor.staff_id, actor.site_id], salt=_SALT)
    return f"/events/board/{actor.site_id}?view={view}&token={token}"


def opening(token: str) -> Opening | None:
    """Return what a token says, or None where it is not ours or too old."""
    try:
        staff_id, site_id = signing.loads(token, salt=_SALT, max_age=_GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Opening(staff_id, site_id)
