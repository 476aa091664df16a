"""Who asks for a list, when, and narrowed to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from salesfloor.base.china_time import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from salesfloor.base.commands import Actor
    from salesfloor.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """One look at a list."""

    request: StaffRequest
    args: Mapping[str, Any] = field(default_factory=dict)
    """Parts of the address, as in `rulebook/<number>/cases/`."""
    wanted: Mapping[str, Any] = field(default_factory=dict)
    """What each filter is set to, by its name."""

    @property
    def actor(self) -> Actor:
        """Return who asks."""
        return self.request.actor

    @property
    def at(self) -> datetime:
        """Return when."""
        return self.request.at

    @property
    def today(self) -> date:
        """Return the day of the request in China."""
        return day_of(self.at)

    @property
    def site_id(self) -> int:
        """Return the site that is looked at; 0 for those of no site."""
        return self.actor.site_id or 0
