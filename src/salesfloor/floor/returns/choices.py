"""The closed words of returns, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Cause(Choice):
    """Why goods come back (9.7.1.2)."""

    GOODS = "goods", phrase("The goods themselves")
    FITTING = "fitting", phrase("The fitting")
    MISUSE = "misuse", phrase("Used wrongly")
    NONE = "none", phrase("No fault")


class Condition(Choice):
    """In which condition goods come back."""

    UNUSED = "unused", phrase("Unused")
    USED = "used", phrase("In use")
    DAMAGED = "damaged", phrase("Damaged")


class Remedy(Choice):
    """What can be done for the customer."""

    REFUND = "refund", phrase("Money back")
    EXCHANGE = "exchange", phrase("Exchange")
    REPAIR = "repair", phrase("Repair")


class Decision(Choice):
    """What a manager decides."""

    REFUND = "refund", phrase("Money back")
    EXCHANGE = "exchange", phrase("Exchange")
    REPAIR = "repair", phrase("Repair")
    REFUSE = "refuse", phrase("Refuse")


class Route(Choice):
    """How a return goes: from a sale, or without proof, as an exception."""

    NORMAL = "normal", phrase("From a sale")
    EXCEPTION = "exception", phrase("Exception")


class Proof(Choice):
    """What the customer brought along."""

    SLIP = "slip", phrase("Sales slip")
    RECORD = "record", phrase("Sales record")
    WARRANTY = "warranty", phrase("Warranty")


class GoesTo(Choice):
    """Where goods that came back go."""

    STOCK = "stock", phrase("Back to stock")
    SCRAP = "scrap", phrase("Scrap")
    SUPPLIER = "supplier", phrase("To the supplier")
