"""What becomes of appointments when somebody comes, is called, or a line is struck (9.5.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.commands import cite
from salesfloor.base.lines import on
from salesfloor.floor.appointments import watching
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.customers import api as customers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.lines import Entry


def _of_the_day(site_id: int, at: datetime) -> QuerySet[Appointment]:
    day = day_of(at)
    return Appointment.objects.filter(
        site_id=site_id, time__gte=start_of(day), time__lt=end_of(day), made_at__lte=at
    )


@on("visit")
def meet(entry: Entry) -> None:
    """Let the first visit of the day meet the earliest appointment of that day."""
    day = _of_the_day(entry.site_id, entry.at).exclude(kind=Kind.CALL)
    if not day.exists():
        return
    phone = customers.counted_phone(entry.personal.get("phone", ""), entry.site_id, entry.at)
    if phone is None:
        return
    theirs = day.filter(phone__in=_counted_as_one(entry.site_id, phone, entry.at))
    if theirs.filter(state=State.ARRIVED).exists():
        return
    expected = theirs.select_for_update().filter(state=State.EXPECTED)
    met = expected.order_by("time", "number").first()
    if met is None:
        return
    met.state, met.changed_at, met.met_in = State.ARRIVED, entry.at, entry.register_no
    met.save(update_fields=["state", "changed_at", "met_in"])
    watching.settle(met, entry.at)
    cite("9.5.1.3")


def _counted_as_one(site_id: int, phone: str, at: datetime) -> set[str]:
    policy = rulebook.policies(site_id, at)
    return set(customers.counted_as_one(site_id, phone, policy, at))


@on("follow_up")
def keep(entry: Entry) -> None:
    """Let the owner's follow-up that reached the customer keep the call agreed for that day."""
    if not entry.body.get("reached"):
        return
    calls = _of_the_day(entry.site_id, entry.at).filter(
        kind=Kind.CALL, phone=entry.personal["phone"], state=State.EXPECTED
    )
    kept = calls.select_for_update().order_by("time", "number").first()
    if kept is None:
        return
    kept.state, kept.changed_at = State.KEPT, entry.at
    kept.save(update_fields=["state", "changed_at"])
    watching.settle(kept, entry.at)
    cite("9.5.1.3")


@on("strike")
def expect_again(entry: Entry) -> None:
    """Expect a customer again whose visit was struck."""
    if entry.register != "visit":
        return
    rows = Appointment.objects.select_for_update().filter(
        site_id=entry.site_id, met_in=entry.body.get("register_no"), state=State.ARRIVED
    )
    for one in rows:
        one.state, one.changed_at, one.met_in = State.EXPECTED, entry.at, None
        one.save(update_fields=["state", "changed_at", "met_in"])
        watching.watch(one, entry.at)
