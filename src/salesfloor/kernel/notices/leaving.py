"""When words leave the house: not in the quiet hours of the site."""

from __future__ import annotations

from datetime import datetime, time

from salesfloor.kernel.notices import rules
from salesfloor.kernel.rulebook import api as rulebook


def leaves_at(site_id: int, at: datetime, *, at_once: bool = False) -> datetime:
    """Return when a message leaves the house, at the end of the quiet hours where they hold."""
    policy = rulebook.policies(site_id, at)
    return rules.leaves_at(
        at,
        quiet_from=time.fromisoformat(policy["message.quiet_from"]),
        quiet_until=time.fromisoformat(policy["message.quiet_until"]),
        at_once=at_once,
    )
