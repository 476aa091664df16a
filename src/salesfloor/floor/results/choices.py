"""The measures of results, and the figures that people say or the house counts."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade


class Measure(Choice):
    """What a person is credited with."""

    COMPLETE = "complete", phrase("Complete applications")
    INCOMPLETE = "incomplete", phrase("Incomplete applications")
    CHECKS = "checks", phrase("Identity checks")
    DEALS = "deals", phrase("Deals")
    AMOUNT = "amount", phrase("Amount of deals")
    VISITS = "visits", phrase("Visits received")
    PHONES = "phones", phrase("Phones left")
    FOLLOW_UPS = "follow_ups", phrase("Follow-ups that reached the customer")


FIGURES: Final = ("complete", "incomplete", "checks")
"""The figures that are answered and counted."""
WORDS: Final = {
    "complete": phrase("Complete"),
    "incomplete": phrase("Unfinished cases"),
    "checks": phrase("Identity checks"),
}
"""What people call the figures."""
SAID: Final = frozenset({Measure.COMPLETE, Measure.INCOMPLETE, Measure.CHECKS})
"""The measures that rest on what was answered and counted, where applications do not tell them."""
OF_APPLICATIONS: Final = frozenset({Measure.COMPLETE, Measure.INCOMPLETE})
FLOORS: Final = frozenset(Trade) - {Trade.DISTRIBUTION, Trade.SERVICE_AREA}
"""Trades whose sites keep these results."""


class Source(Choice):
    """Where an answer of a day was given."""

    ROUND = "round", phrase("evening round")
    CLOSE = "close", phrase("daily close")
