"""What other modules may ask of tasks."""

from salesfloor.kernel.tasks.giving import Order, due_instant, give
from salesfloor.kernel.tasks.models import Status, Task
from salesfloor.kernel.tasks.resting import rests_also_on

__all__ = ["Order", "Status", "Task", "due_instant", "give", "rests_also_on"]
