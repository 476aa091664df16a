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
