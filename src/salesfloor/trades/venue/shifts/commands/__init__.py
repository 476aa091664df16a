"""What is done about shifts: the roster, arriving, handing over, the log."""

from salesfloor.trades.venue.shifts.commands import arriving, handing_over, log, rostering

__all__ = ["arriving", "handing_over", "log", "rostering"]
