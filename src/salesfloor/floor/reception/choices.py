"""The closed words of the floor, each with its label."""

from __future__ import annotations

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
