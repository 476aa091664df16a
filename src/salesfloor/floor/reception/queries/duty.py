"""Who answers the telephone on which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.reception.models import Duty
from salesfloor.kernel.checks import api as checks
from salesfloor.kernel.people import api as people


class DutyDay(Answer):
    """One day of the roster."""

    on: date
    who: str | None


class DutyRoster(Answer):
    """Who is on duty on each day."""

    days: list[DutyDay]


@question(
    "duty_roster",
    may=ANYONE,
    word=phrase("Ask who is on duty"),
    clauses=("7.1.12",),
    trades=WITH_ROTATION,
)
def duty_roster(
    *,
    actor: SiteActor,
    at: datetime,
    from_: Annotated[Day | None, Field(alias="from"), Label("From which day")] = None,
    days: Annotated[int, Field(ge=1, le=62), Label("Days")] = 14,
) -> DutyRoster:
    """Say who is on duty on each day, from today or another day on (7.1.12)."""
    first = from_ or day_of(at)
    rows = Duty.objects.filter(
        site_id=actor.site_id, on__gte=first, on__lt=first + timedelta(days=days)
    )
    on_duty = {row.on: row.staff_id for row in rows}
    codes = people.codes_of(sorted(set(on_duty.values())))
    return DutyRoster(
        days=[
            DutyDay(on=on, who=codes.get(on_duty.get(on, 0)))
            for on in (first + timedelta(days=later) for later in range(days))
        ]
    )


@checks.task_owner("on_duty")
def on_duty(site_id: int, at: datetime) -> int | None:
    """Return who is on duty on the day of that moment; the floor's failed checks are their tasks."""
    rows = Duty.objects.filter(site_id=site_id, on=day_of(at))
    return rows.values_list("staff_id", flat=True).first()
