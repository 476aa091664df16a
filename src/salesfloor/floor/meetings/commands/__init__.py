"""Planning meetings, holding them, publishing and signing their minutes."""

from salesfloor.floor.meetings.commands import holding, minutes, planning, speaking

__all__ = ["holding", "minutes", "planning", "speaking"]
