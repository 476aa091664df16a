"""What other modules may ask of rounds."""

from salesfloor.trades.venue.rounds.queries import of_shift, rounds

__all__ = ["of_shift", "rounds"]
