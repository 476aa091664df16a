"""What changes about people: sites, posts, teams, loans, how they get in."""

from salesfloor.kernel.people.commands import access, moves, sites, staffing
from salesfloor.kernel.people.commands.staffing import dismiss

__all__ = ["access", "dismiss", "moves", "sites", "staffing"]
