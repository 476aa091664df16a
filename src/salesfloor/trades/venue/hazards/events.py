"""What happens to hazards by themselves stands in `reporting.py`."""

from salesfloor.trades.venue.hazards import reporting

__all__ = ["reporting"]
