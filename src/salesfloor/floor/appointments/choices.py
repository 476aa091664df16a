"""The closed words of appointments, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Kind(Choice):
    """What an appointment is for."""

    VISIT = "visit", phrase("Visit")
    SIGNING = "signing", phrase("Signing")
    INSPECTION = "inspection", phrase("Handing over")
    CALL = "call", phrase("Phone call")


class State(Choice):
    """What has become of an appointment."""

    EXPECTED = "expected", phrase("expected")
    ARRIVED = "arrived", phrase("arrived")
    KEPT = "kept", phrase("kept")
    CANCELLED = "cancelled", phrase("cancelled")
    MISSED = "missed", phrase("missed")
