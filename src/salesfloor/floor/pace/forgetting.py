"""The words of a warning are destroyed after their time; its figures, level and period stay (7.2.5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.phrases import phrase
from salesfloor.floor.pace.models import Given, Plan, State
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline

FORGOTTEN: Final = "warning_forgotten"


def remember(given: Given, at: datetime) -> None:
    """Set when the words of a warning are destroyed."""
    due_at = conduct.forget_at(given.site_id, given.given_at, at)
    deadlines.set_due(FORGOTTEN, subject=given.pk, site_id=given.site_id, due_at=due_at)


@deadlines.handler(
    FORGOTTEN, word=phrase("The words of an old warning are destroyed"), is_late_safe=True
)
def forget(deadline: Deadline, at: datetime) -> None:
    """Destroy the words of a warning whose time is over; one that is not settled is kept another day."""
    given = Given.objects.select_for_update().get(pk=deadline.subject)
    plan = Plan.objects.filter(warning=given).first()
    if conduct.forget_at(given.site_id, given.given_at, at) > at:
        remember(given, at)
        return
    if given.state == State.APPEALED or (plan is not None and plan.until >= day_of(at)):
        due_at = start_of(day_of(at) + timedelta(days=1))
        deadlines.set_due(FORGOTTEN, subject=given.pk, site_id=given.site_id, due_at=due_at)
        return
    Given.objects.filter(pk=given.pk).update(words="", reply="", witness="")
    Plan.objects.filter(warning=given).update(help="", reason="")
    name = str(given)
    messages.forget_words(site_id=given.site_id, subject=name)
    facts = {"warning": str(given.number), "about": name}
    conduct.destroy_words(given.site_id, facts, at)
