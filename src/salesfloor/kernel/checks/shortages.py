"""Failed items that become tasks: whose, and due when; nobody's acceptance is needed for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import Post
from salesfloor.kernel.checks.doing import RAISERS
from salesfloor.kernel.checks.lists import FailsTo
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.tasks import api as tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from salesfloor.kernel.checks.doing import Fault, Raised

    Owner = Callable[[int, datetime], int | None]

OWNERS: Final[dict[str, Owner]] = {}
"""Name -> who of a site has the tasks at a moment, or None."""
_FARTHEST: Final = timedelta(days=60)


def task_owner(name: str) -> Callable[[Owner], Owner]:
    """Register the decorated function as the owner of tasks by that name."""

    def register(owner: Owner) -> Owner:
        OWNERS[name] = owner
        return owner

    return register


@task_owner("first_admin")
def _first_admin(site_id: int, at: datetime) -> int | None:
    return _first(site_id, at, Post.ADMIN)


def _first(site_id: int, at: datetime, post: Post) -> int | None:
    here = people.working_at(site_id, at).filter(post=post).order_by("code")
    return here.values_list("pk", flat=True).first()


def _raise_task(fault: Fault, raised: Raised) -> None:
    """Give the task to its owner, to the first manager where there is none, else to who checks."""
    checklist, actor = fault.checklist, fault.actor
    owner = OWNERS[checklist.task_to](actor.site_id, fault.at)
    owner = owner or _first(actor.site_id, fault.at, Post.MANAGER) or actor.staff_id
    order = tasks.Order(
        staff_id=owner,
        what=": ".join(filter(None, (fault.line.item.fault, fault.note))),
        due=_due(actor.site_id, day_of(fault.at), checklist.task_days),
        about=f"check:{fault.check_no}",
        needs_acceptance=False,
    )
    task = tasks.give(order, site_id=actor.site_id, at=fault.at)
    raised.tasks.append(task.number)


def _due(site_id: int, today: date, days: int) -> date:
    """Return the day by whose end a task is due: so many working days on, today not counted."""
    if not days:
        return today
    ahead = leave.working_days(site_id, today + timedelta(days=1), today + _FARTHEST)
    return ahead[days - 1] if len(ahead) >= days else today + timedelta(days=days)


RAISERS[FailsTo.TASK] = _raise_task
