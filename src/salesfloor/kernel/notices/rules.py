"""Clause 4.2.3 about notices, as pure functions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time, day_of, is_within
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.trades import Trade
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from datetime import datetime, time

CLAUSE: Final = "4.2.3"
CLAUSE_OF_AREA: Final = "2.1.8"


def clause_of(trade: Trade) -> str:
    """Return the clause that notices rest on at sites of a trade."""
    return CLAUSE_OF_AREA if trade is Trade.SERVICE_AREA else CLAUSE


def leaves_at(at: datetime, *, quiet_from: time, quiet_until: time, at_once: bool) -> datetime:
    """Return when a message leaves the house: at once, or at the end of the quiet hours."""
    if at_once or quiet_from == quiet_until or is_within(at, quiet_until, quiet_from):
        return at
    today = at_time(day_of(at), quiet_until)
    return today if today > at else today + timedelta(days=1)


@clause("input")
def may_ask_until(*, is_ahead: bool) -> Phrase | None:
    """Refuse a notice that is to be read before it is written."""
    return None if is_ahead else phrase("That time is over. Give a later one.")


@clause("access")
def may_read(*, is_theirs: bool) -> Phrase | None:
    """Let those confirm a notice whom it is for."""
    return None if is_theirs else phrase("This notice is for others.")
