"""The closed words about exports, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class What(Choice):
    """What an export holds."""

    CUSTOMERS = "customers", phrase("Customers")
    FOLLOW_UPS = "follow_ups", phrase("Follow-ups")
    VISITS = "visits", phrase("Visits")
    CALLS = "calls", phrase("Calls")
    RECEIPTS = "receipts", phrase("Receipts")
    DEALS = "deals", phrase("Deals")


class Phones(Choice):
    """How phones stand in it."""

    MASKED = "masked", phrase("Masked")
    FULL = "full", phrase("Whole, with the manager's word")


class Status(Choice):
    """How far an export has come."""

    WAITING = "waiting", phrase("waits for the manager")
    READY = "ready", phrase("ready to be taken")
    REFUSED = "refused", phrase("not granted")
    TAKEN = "taken", phrase("taken")
