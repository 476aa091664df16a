"""What other modules may ask of tasks."""

from salesfloor.kernel.tasks.giving import Order, give
from salesfloor.kernel.tasks.models import Status, Task

__all__ = ["Order", "Status", "Task", "give"]
