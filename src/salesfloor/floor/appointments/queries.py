"""Whose an appointment is, what clashes, who is expected today (9.5.1.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of, end_of, local, start_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.floor.appointments import rules
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable


def owner_of(site_id: int, phone: str, at: datetime) -> customers.ClaimFacts | None:
    """Return the claim that says whose customer, and so whose appointment, it is."""
    policy = rulebook.policies(site_id, at)
    return customers.household(site_id, phone, policy).deciding(at)


def clash_of(appointment: Appointment, owner_id: int, at: datetime) -> int | None:
    """Return the number of another expected appointment of the owner that stands too near."""
    near = Appointment.objects.filter(
        site_id=appointment.site_id,
        state=State.EXPECTED,
        time__gt=appointment.time - rules.APART,
        time__lt=appointment.time + rules.APART,
    ).exclude(pk=appointment.pk)
    others = [
        (one.time, one.number)
        for one in near
        if (claim := owner_of(one.site_id, one.phone, at)) is not None
        and claim.owner_id == owner_id
    ]
    return rules.clash(appointment.time, others)


def next_expected(
    site_id: int, phones: Iterable[str], at: datetime
) -> dict[str, tuple[int, datetime]]:
    """Return of each phone the number and time of the next appointment that is expected."""
    rows = Appointment.objects.filter(
        site_id=site_id,
        phone__in=list(phones),
        state=State.EXPECTED,
        time__gte=start_of(day_of(at)),
    )
    found: dict[str, tuple[int, datetime]] = {}
    for phone, number, time in rows.order_by("time", "number").values_list(
        "phone", "number", "time"
    ):
        found.setdefault(phone, (number, time))
    return found


def expected_by(staff_id: int, site_id: int, at: datetime) -> int:
    """Return how many customers of a person are still expected; an appointment is over with its day."""
    rows = Appointment.objects.filter(
        site_id=site_id, state=State.EXPECTED, time__gte=start_of(day_of(at))
    )
    claims = (owner_of(site_id, phone, at) for phone in rows.values_list("phone", flat=True))
    return sum(1 for claim in claims if claim is not None and claim.owner_id == staff_id)


class Arrival(Answer):
    """Somebody who is expected on the day, and whether they came."""

    appointment: int
    time: Instant
    name: str
    phone: str
    owner: str | None
    kind: Kind
    state: State


class Arrivals(Answer):
    """Who is expected on a day, by time."""

    rows: list[Arrival]


@question(
    "arrivals",
    may=ANYONE,
    word=phrase("Ask who is expected"),
    clauses=("9.5.1.3",),
)
def arrivals(
    *,
    actor: StaffActor,
    at: datetime,
    date_: Annotated[Day | None, Field(alias="date"), Label("Day")] = None,
) -> Arrivals:
    """Say who is expected on a day: a salesperson's own, everybody else all of the site (9.5.1.3)."""
    rows = expected_on(actor, at, date_ or day_of(at))
    return Arrivals(
        rows=[
            Arrival(
                appointment=row.number,
                time=row.time,
                name=name,
                phone=masked_phone(row.phone),
                owner=claim.owner_code if claim else None,
                kind=Kind(row.kind),
                state=State(row.state),
            )
            for row, name, claim in rows
        ]
    )


def expected_on(
    actor: StaffActor, at: datetime, day: date
) -> list[tuple[Appointment, str, customers.ClaimFacts | None]]:
    """Return the appointments of a day that somebody sees, each with name and owner's claim."""
    found = Appointment.objects.filter(
        site_id=actor.site_id, time__gte=start_of(day), time__lt=end_of(day)
    ).exclude(state=State.CANCELLED)
    rows = list(found.order_by("time", "number"))
    known = customers.Customer.objects.filter(
        site_id=actor.site_id, phone__in={row.phone for row in rows}
    )
    names = dict(known.values_list("phone", "name"))
    then = min(at, end_of(day) - timedelta(microseconds=1))
    claims = {phone: owner_of(actor.site_id, phone, then) for phone in {r.phone for r in rows}}
    seen = [(row, names.get(row.phone, ""), claims[row.phone]) for row in rows]
    if actor.post is Post.SALESPERSON:
        seen = [one for one in seen if one[2] is not None and one[2].owner_id == actor.staff_id]
    return seen


@reception.tells_expected
def expected_today(site_id: int, phone: str, at: datetime) -> Phrase | None:
    """Return what the customer is expected for today, and when."""
    found = next_expected(site_id, [phone], at).get(phone)
    if found is None or day_of(found[1]) != day_of(at):
        return None
    kind = Appointment.objects.values_list("kind", flat=True).get(site_id=site_id, number=found[0])
    return phrase(
        "Expected today at {time}: {kind}",
        time=f"{local(found[1]):%H:%M}",
        kind=Kind.labels()[kind],
    )
