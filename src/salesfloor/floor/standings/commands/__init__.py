"""Words to people, slogans, reading the daily report, and who agrees to stand on the wall."""

from salesfloor.floor.standings.commands import agreeing, praising, reading, sending

__all__ = ["agreeing", "praising", "reading", "sending"]
