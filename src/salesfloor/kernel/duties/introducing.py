"""The duties that a trade's sites usually have, and what each will ask of whom from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, bilingual, phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.duties.blocks import (
    POLICY_OF_TRADE,
    Duty,
    Every,
    OwedBy,
    duties_of,
    is_offered,
)
from salesfloor.kernel.duties.periods import span_of
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

_OF_A_SALES_OFFICE: Final = (
    "targets",
    "daily_report",
    "weekly_meeting",
    "reviews",
    "hand_in",
    "weekly_report",
    "month_plan",
    "team_appearance",
    "floor_checks",
    "kit",
    "duty_roster",
    "greeting",
)
_OF_A_CENTRE: Final = (
    "pulse",
    "daily_close",
    "battle_report",
    "targets",
    "daily_report",
    "weekly_meeting",
    "reviews",
    "hand_in",
    "weekly_report",
)
_USUAL: Final[dict[Trade, tuple[str, ...]]] = {
    Trade.REAL_ESTATE: _OF_A_SALES_OFFICE,
    Trade.SHOWROOM: _OF_A_SALES_OFFICE,
    Trade.BANK_CARDS: _OF_A_CENTRE,
    Trade.EVENT: (),
    Trade.PHARMA: (),
}
"""What is proposed at sites where not every duty fits; elsewhere the trade's whole list is."""
_OWN_RHYTHM: Final[dict[str, Every]] = {
    "weekly_meeting": Every.WEEK,
    "targets": Every.WEEK,
    "weekly_report": Every.WEEK,
    "month_plan": Every.MONTH,
    "reviews": Every.MONTH,
}
"""How often duties of a time of their own come; the others every day."""
_OWED_BY: Final[dict[str, OwedBy]] = {
    "daily_report": OwedBy.LEAD,
    "floor_checks": OwedBy.IN_CHARGE,
}
"""Who owes a duty whose block names somebody wider: who reads the report, who has duty on the floor."""
_BY_ITSELF: Final = frozenset({"battle_report", "greeting"})
"""Duties that ask nobody for anything: they are sent, and measured."""
_OFTEN: Final[dict[Every, Phrase]] = {
    Every.DAY: phrase("every day"),
    Every.WEEK: phrase("every week"),
    Every.MONTH: phrase("every month"),
    Every.QUARTER: phrase("every quarter"),
    Every.DAYS: phrase("as often as the site's settings say"),
}
_BY: Final[dict[OwedBy, Phrase]] = {
    OwedBy.IN_CHARGE: phrase("who is in charge"),
    OwedBy.PERSON: phrase("each person"),
    OwedBy.LEAD: phrase("the leads"),
    OwedBy.MANAGER: phrase("the managers"),
}


@dataclass(frozen=True, slots=True)
class Introduced:
    """A duty as it is proposed: what it is, what will happen, to whom and from when on."""

    code: str
    clause: str
    words: Phrase
    does: Phrase
    owed: Phrase
    on_record: bool
    """Whether a miss becomes a conduct record."""
    is_ticked: bool


def monday_after(at: datetime) -> date:
    """Return the next Monday, from which duties are introduced."""
    today = day_of(at)
    return today + timedelta(days=7 - today.weekday())


def usual(trade: Trade) -> tuple[str, ...]:
    """Return the codes that are proposed to a site of a trade."""
    if trade in _USUAL:
        return _USUAL[trade]
    policy = POLICY_OF_TRADE[trade]
    return tuple(code for code in duties_of(trade) if is_offered(policy, code, trade))


def to_introduce(trade: Trade, running: Collection[str], begins_on: date) -> list[Introduced]:
    """Return every duty a trade can have, those ticked that run already or, where none does, are usual."""
    policy = POLICY_OF_TRADE[trade]
    proposed = usual(trade)
    ticked = set(running) or set(proposed)
    codes = [one for one in duties_of(trade) if is_offered(policy, one, trade)]
    order = {code: place for place, code in enumerate(proposed)}
    codes.sort(key=lambda code: order.get(code, len(order)))
    return [_told(duties_of(trade)[code], begins_on, is_ticked=code in ticked) for code in codes]


def _told(duty: Duty, begins_on: date, *, is_ticked: bool) -> Introduced:
    every = duty.block.every
    rhythm = _OWN_RHYTHM.get(duty.code, Every.DAY) if every is Every.OWN else every
    span = span_of(rhythm, begins_on)
    first = span.first if span.first == begins_on else span.last + timedelta(days=1)
    text = rulebook.clauses()[duty.clause]
    return Introduced(
        code=duty.code,
        clause=duty.clause,
        words=duty.words,
        does=bilingual(text.does_en, text.does_zh),
        owed=_owed(duty, rhythm, first),
        on_record=bool(duty.block.conduct),
        is_ticked=is_ticked,
    )


def _owed(duty: Duty, rhythm: Every, first: date) -> Phrase:
    often = _OFTEN[rhythm]
    if duty.code in _BY_ITSELF:
        return phrase(
            "By itself, {often}, for the first time from {day} on.", often=often, day=first
        )
    whom = _BY[_OWED_BY.get(duty.code, duty.block.owed_by)]
    return phrase(
        "For {whom}, {often}, for the first time from {day} on.", whom=whom, often=often, day=first
    )
