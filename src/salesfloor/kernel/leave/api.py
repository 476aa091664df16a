"""What other modules may ask of leave."""

from salesfloor.kernel.leave.attendance import Attendance, attendance
from salesfloor.kernel.leave.commands import end_by_coming
from salesfloor.kernel.leave.days import (
    away,
    expected,
    hours_of,
    is_away_on,
    is_expected_at,
    is_on_leave,
    is_working_day,
    working_days,
)
from salesfloor.kernel.leave.models import Leave
from salesfloor.kernel.leave.queries import acting_lead, stands_in

__all__ = [
    "Attendance",
    "Leave",
    "acting_lead",
    "attendance",
    "away",
    "end_by_coming",
    "expected",
    "hours_of",
    "is_away_on",
    "is_expected_at",
    "is_on_leave",
    "is_working_day",
    "stands_in",
    "working_days",
]
