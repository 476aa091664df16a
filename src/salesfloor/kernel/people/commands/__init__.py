"""What changes about people: sites, posts, teams, loans, how they get in."""

from salesfloor.kernel.people.commands import access, moves, sites, staffing
from salesfloor.kernel.people.commands.staffing import dismiss, pinyin_of

__all__ = ["access", "dismiss", "moves", "pinyin_of", "sites", "staffing"]
