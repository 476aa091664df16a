"""The states of a unit."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class UnitState(Choice):
    """Where a unit stands between the house and a buyer."""

    AVAILABLE = "available", phrase("For sale")
    WITHHELD = "withheld", phrase("Withheld")
    HELD = "held", phrase("Held")
    SUBSCRIBED = "subscribed", phrase("Subscribed")
    CONTRACTED = "contracted", phrase("Contracted")


class FirstState(Choice):
    """How a unit may be entered by hand."""

    AVAILABLE = "available", phrase("For sale")
    WITHHELD = "withheld", phrase("Withheld")


class Strength(Choice):
    """The strengths that are offered first (5.3); a site may have others in its own words."""

    ALL_LIT = "all_lit", phrase("Light in every room")
    DAYLIGHT = "daylight", phrase("Daylight")
    VENTILATION = "ventilation", phrase("Air from both sides")
    QUIET_APART = "quiet_apart", phrase("Quiet apart from active")
    CLEAN_APART = "clean_apart", phrase("Clean apart from dirty")
    DRY_APART = "dry_apart", phrase("Dry apart from wet")
    VIEW = "view", phrase("View")
