"""Words to people, slogans, and reading the daily report."""

from salesfloor.floor.standings.commands import reading, sending

__all__ = ["reading", "sending"]
