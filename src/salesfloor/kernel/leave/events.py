"""Leave counts where limits count present days: people asks this module who is away."""

from __future__ import annotations

from salesfloor.kernel.leave.days import is_away_whole_day
from salesfloor.kernel.people import api as people

people.use_leave(is_away_whole_day)
