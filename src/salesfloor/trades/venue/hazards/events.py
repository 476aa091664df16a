"""What happens to hazards by themselves stands in `reporting.py`, what its page offers in `offers.py`."""

from salesfloor.trades.venue.hazards import offers, reporting

__all__ = ["offers", "reporting"]
