"""What other modules may ask of the playbook."""

from salesfloor.floor.playbook.choices import Per
from salesfloor.floor.playbook.counting import Rate, rates
from salesfloor.floor.playbook.pictures import cards_and_deals, methods
from salesfloor.floor.playbook.queries import due_cards

__all__ = ["Per", "Rate", "cards_and_deals", "due_cards", "methods", "rates"]
