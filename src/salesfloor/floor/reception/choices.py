"""The closed words of the floor, each with its label."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Role(Choice):
    """The part of a member of the party in the decision."""

    DECISION_MAKER = "decision_maker", phrase("decides")
    PAYER = "payer", phrase("pays")
    USER = "user", phrase("will use it")
    ADVISER = "adviser", phrase("advises")


class State(Choice):
    """Where a reception stands."""

    WAITING = "waiting", phrase("Waiting")
    OPEN = "open", phrase("In progress")
    ENDED = "ended", phrase("Ended")
    STRUCK = "struck", phrase("Struck")


FROM_OLD_REGISTER: Final = phrase("From an old register")
"""What stands as the outcome of a reception that came in with an old register."""


class NoDealReason(Choice):
    """Why a customer did not buy, as the list has it; words tell the rest (9.5.2.2)."""

    PRICE = "price", phrase("Price too high")
    PAYMENT = "payment", phrase("Down payment or loan")
    PRODUCT = "product", phrase("Product does not fit")
    LOCATION = "location", phrase("Location")
    QUALITY = "quality", phrase("Doubts about quality")
    DELIVERY = "delivery", phrase("Date of delivery")
    COMPARING = "comparing", phrase("Comparing with others")
    ELSEWHERE = "elsewhere", phrase("Bought elsewhere")
    FAMILY = "family", phrase("Family must agree")
    NOT_READY = "not_ready", phrase("Not ready to buy")
    SERVICE = "service", phrase("Not happy with the reception")
    OTHER = "other", phrase("Other reason")
