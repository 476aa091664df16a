"""What other modules may ask of deadlines."""

from salesfloor.kernel.deadlines.commands import (
    handler,
    run_due,
    set_due,
    settle,
    system_actor,
)
from salesfloor.kernel.deadlines.models import Deadline

__all__ = ["Deadline", "handler", "run_due", "set_due", "settle", "system_actor"]
