"""What becomes of appointments when somebody comes, is called, or a line is struck (9.5.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.commands import cite
from salesfloor.base.lines import on
from salesfloor.base.sql import fetch_one
from salesfloor.floor.appointments import watching
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.customers import api as customers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.lines import Entry


_TODAY: Final = "site_id = %s AND time >= %s AND time < %s AND made_at <= %s"
_ANY_VISIT: Final = f"""
    SELECT FROM appointments_appointment WHERE {_TODAY} AND kind <> 'call' LIMIT 1
"""
_CALL: Final = f"""
    SELECT id FROM appointments_appointment
    WHERE {_TODAY} AND kind = 'call' AND phone = %s AND state = 'expected'
    ORDER BY time, number LIMIT 1 FOR UPDATE
"""  # noqa: S608 - constants of this file


def _today(entry: Entry) -> tuple[int, datetime, datetime, datetime]:
    day = day_of(entry.at)
    return entry.site_id, start_of(day), end_of(day), entry.at


def _visits_of_the_day(entry: Entry) -> QuerySet[Appointment]:
    site_id, begins, ends, at = _today(entry)
    return Appointment.objects.filter(
        site_id=site_id, time__gte=begins, time__lt=ends, made_at__lte=at
    ).exclude(kind=Kind.CALL)


@on("visit")
def meet(entry: Entry) -> None:
    """Let the first visit of the day meet the earliest appointment of that day."""
    if fetch_one(_ANY_VISIT, _today(entry)) is None:
        return
    phone = customers.counted_phone(entry.personal.get("phone", ""), entry.site_id, entry.at)
    if phone is None:
        return
    theirs = _visits_of_the_day(entry).filter(
        phone__in=_counted_as_one(entry.site_id, phone, entry.at)
    )
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
    found = fetch_one(_CALL, (*_today(entry), entry.personal["phone"]))
    if found is None:
        return
    kept = Appointment.objects.get(pk=found[0])
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
