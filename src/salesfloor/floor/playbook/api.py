"""What other modules may ask of the playbook."""

from salesfloor.floor.playbook.choices import Per
from salesfloor.floor.playbook.counting import Rate, rates
from salesfloor.floor.playbook.pictures import methods
from salesfloor.floor.playbook.queries import due_cards

__all__ = ["Per", "Rate", "due_cards", "methods", "rates"]
