"""Who is expected at the desk: told by the modules that keep appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from salesfloor.base.phrases import Phrase

    Tell = Callable[[int, str, datetime], Phrase | None]

_TELLERS: Final[list[Tell]] = []


def tells_expected(tell: Tell) -> Tell:
    """Let a module above say of site, phone and moment what a customer is expected for today."""
    _TELLERS.append(tell)
    return tell


def expected(site_id: int, phone: str, at: datetime) -> Phrase | None:
    """Return what the customer of a phone is expected for today, or None."""
    told = (tell(site_id, phone, at) for tell in _TELLERS)
    return next((one for one in told if one is not None), None)
