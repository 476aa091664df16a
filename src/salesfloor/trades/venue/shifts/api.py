"""What other modules may ask of shifts."""

from salesfloor.trades.venue.shifts.models import Handover, LogEntry, Rostered, Shift, ShiftKind
from salesfloor.trades.venue.shifts.open_items import open_items
from salesfloor.trades.venue.shifts.roster import (
    ShiftNow,
    first_start,
    in_charge,
    running_shift,
    runs_within,
    shift_at_due,
    shift_named,
    shifts_starting,
)

__all__ = [
    "Handover",
    "LogEntry",
    "Rostered",
    "Shift",
    "ShiftKind",
    "ShiftNow",
    "first_start",
    "in_charge",
    "open_items",
    "running_shift",
    "runs_within",
    "shift_at_due",
    "shift_named",
    "shifts_starting",
]
