"""What other modules may ask of deadlines."""

from salesfloor.kernel.deadlines.even_clock import ClockGuard, Reading, ticks
from salesfloor.kernel.deadlines.handlers import HANDLERS, Handler, Phase, declare, handler
from salesfloor.kernel.deadlines.health import Health, health, set_aside, try_again
from salesfloor.kernel.deadlines.models import Deadline, Limit
from salesfloor.kernel.deadlines.running import (
    by_itself,
    catch_up,
    lateness,
    run_due,
    serve,
    system_actor,
)
from salesfloor.kernel.deadlines.setting import move, set_due, set_due_each, settle

__all__ = [
    "HANDLERS",
    "ClockGuard",
    "Deadline",
    "Handler",
    "Health",
    "Limit",
    "Phase",
    "Reading",
    "by_itself",
    "catch_up",
    "declare",
    "handler",
    "health",
    "lateness",
    "move",
    "run_due",
    "serve",
    "set_aside",
    "set_due",
    "set_due_each",
    "settle",
    "system_actor",
    "ticks",
    "try_again",
]
