"""What other modules may ask of working days."""

from salesfloor.kernel.workdays.days import (
    arrangement,
    by_arrangement,
    is_working_day,
    next_day_off,
    set_days,
)

__all__ = ["arrangement", "by_arrangement", "is_working_day", "next_day_off", "set_days"]
