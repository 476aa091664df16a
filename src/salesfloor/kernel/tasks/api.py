"""What other modules may ask of tasks."""

from salesfloor.kernel.tasks.giving import Order, due_instant, give
from salesfloor.kernel.tasks.models import Status, Task

__all__ = ["Order", "Status", "Task", "due_instant", "give"]
