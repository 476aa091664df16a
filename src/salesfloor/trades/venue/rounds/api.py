"""What other modules may ask of rounds."""

from salesfloor.trades.venue.rounds.queries import of_shift

__all__ = ["of_shift"]
