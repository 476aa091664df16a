"""What other modules may ask of pace and warnings."""

from salesfloor.floor.pace.events import working_day_after
from salesfloor.floor.pace.models import Given, State
from salesfloor.floor.pace.queries import (
    Progress,
    ProgressOfTeam,
    ProgressRow,
    progress,
    progress_row,
)
from salesfloor.floor.pace.standing import board_at, given_in, period_at, row_of, standing_of

__all__ = [
    "Given",
    "Progress",
    "ProgressOfTeam",
    "ProgressRow",
    "State",
    "board_at",
    "given_in",
    "period_at",
    "progress",
    "progress_row",
    "row_of",
    "standing_of",
    "working_day_after",
]
