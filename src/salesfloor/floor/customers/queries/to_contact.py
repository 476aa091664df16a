"""Whom to contact, as the module tells that keeps the call list: this module draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.floor.customers.queries.due import Urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    Tell = Callable[[int, int, datetime], Sequence[Any]]

_TELLERS: Final[list[Tell]] = []


def tells_contacts(tell: Tell) -> Tell:
    """Let a module above say of site, owner and moment whom to contact, the most pressing first."""
    _TELLERS.append(tell)
    return tell


def to_contact(site_id: int, owner_id: int, at: datetime) -> Sequence[Any]:
    """Return whom somebody is to contact: what lapses today first, then the most pressing."""
    places = {urgency: place for place, urgency in enumerate(Urgency)}
    rows = [one for tell in _TELLERS for one in tell(site_id, owner_id, at)]
    return sorted(rows, key=lambda row: places[row.pressing])
