"""What other modules may ask of the playbook."""

from salesfloor.floor.playbook.counting import Rate, rates
from salesfloor.floor.playbook.queries import due_cards

__all__ = ["Rate", "due_cards", "rates"]
