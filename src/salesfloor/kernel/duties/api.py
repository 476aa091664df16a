"""What other modules may ask of duties."""

from salesfloor.kernel.duties.blocks import Duty, duties_of, duties_of_floor, duty_named, inner_duty
from salesfloor.kernel.duties.calendars import calendar, rule
from salesfloor.kernel.duties.counting import Kept, keep_done, keep_each_done, kept
from salesfloor.kernel.duties.fulfilling import cover
from salesfloor.kernel.duties.judging import Missed, record_miss, record_misses
from salesfloor.kernel.duties.listing import refresh
from salesfloor.kernel.duties.lists import misses_seen_by
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.moments import SiteDay, daily
from salesfloor.kernel.duties.owing import is_on
from salesfloor.kernel.duties.queries import MISSES, missed_count

__all__ = [
    "MISSES",
    "Duty",
    "Kept",
    "Miss",
    "Missed",
    "SiteDay",
    "calendar",
    "cover",
    "daily",
    "duties_of",
    "duties_of_floor",
    "duty_named",
    "inner_duty",
    "is_on",
    "keep_done",
    "keep_each_done",
    "kept",
    "missed_count",
    "misses_seen_by",
    "record_miss",
    "record_misses",
    "refresh",
    "rule",
]
