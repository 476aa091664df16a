"""What other modules may ask of rounds."""

from salesfloor.trades.venue.rounds.queries import of_shift, rounds
from salesfloor.trades.venue.rounds.strips import Cell, strips

__all__ = ["Cell", "of_shift", "rounds", "strips"]
