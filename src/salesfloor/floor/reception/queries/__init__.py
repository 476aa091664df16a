"""What is read of the floor, one story a file."""

from salesfloor.floor.reception.queries import of_customers
from salesfloor.floor.reception.queries.duty import duty_roster
from salesfloor.floor.reception.queries.floor import board, floor_at

__all__ = ["board", "duty_roster", "floor_at", "of_customers"]
