"""Who it is up to while a thing stands in a state."""

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Owner(Choice):
    """Whose turn it is."""

    CONCERNED = "concerned", phrase("the person concerned")
    DECIDER = "decider", phrase("who decides")
    RULER = "ruler", phrase("who rules on appeals")
    PROPOSER = "proposer", phrase("who proposed it")
    HANDLER = "handler", phrase("who handles it")
    REGISTRY = "registry", phrase("the registry")
    MANAGER = "manager", phrase("the manager")
    DOER = "doer", phrase("who does it")
    GIVER = "giver", phrase("who gave it")
