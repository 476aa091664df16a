"""What other modules may ask of escalations."""

from salesfloor.kernel.escalations.kinds import Kind, Matter, declare
from salesfloor.kernel.escalations.running import move, restart, run_until, start, stop, totals

__all__ = ["Kind", "Matter", "declare", "move", "restart", "run_until", "start", "stop", "totals"]
