"""Whom to contact by when: the own customers in the order in which they would be lost (9.6.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.texts import Code
from salesfloor.floor.appointments import api as appointments
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following import rules
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.floor.customers.contacting import KeptFree


@dataclass(frozen=True, slots=True)
class Contact:
    """One own customer on the list."""

    phone: str
    customer_id: int
    name: str
    kind: str
    made_at: datetime
    lapses_at: datetime
    owner: str
    grade: str
    next_on: date | None
    used_last: tuple[str, ...]
    last: tuple[str, str, bool, str] | None
    """The last contact: when, how, whether it reached the customer, the next step."""
    free: KeptFree
    appointment: tuple[int, datetime] | None
    today: date
    days: tuple[int, ...]

    @property
    def lapses_on(self) -> date:
        """Return the last day on which the claim stands."""
        return customers.last_day(self.lapses_at)

    @property
    def pressing(self) -> customers.Urgency:
        """Return under which head the list shows it: what lapses today stands apart."""
        if self.lapses_on == self.today:
            return customers.Urgency.LAPSES
        return customers.Urgency(self.urgency.value)

    @property
    def must_visit(self) -> bool:
        """Tell whether only a visit keeps the claim: that of a caller (3.3.1.1)."""
        return self.kind != "visit"

    @property
    def last_at(self) -> datetime | None:
        """Return when the customer was contacted last."""
        return datetime.fromisoformat(self.last[0]) if self.last else None

    @property
    def last_method(self) -> str | None:
        """Return how the customer was contacted last."""
        return self.last[1] if self.last else None

    @property
    def last_reached(self) -> bool | None:
        """Tell whether the last contact reached the customer."""
        return self.last[2] if self.last else None

    @property
    def next_step(self) -> str:
        """Return the next step written down last."""
        return self.last[3] if self.last else ""

    @property
    def due_on(self) -> date:
        """Return by when to contact: the last day, what was planned, the appointment."""
        named = [self.lapses_on, self.next_on]
        named.append(day_of(self.appointment[1]) if self.appointment else None)
        return min(day for day in named if day is not None)

    @property
    def urgency(self) -> rules.Urgency:
        """Return how pressing the contact is."""
        return rules.urgency(
            self.today, next_on=self.next_on, due_on=self.due_on, last_valid=self.lapses_on
        )

    @property
    def suggested_on(self) -> date | None:
        """Return on which day to contact next."""
        return customers.suggested_day(
            self.today, self.days, last_valid=self.lapses_on, free=self.free
        )

    @property
    def suggested_method(self) -> customers.Method | None:
        """Return a way of contacting that was not used lately."""
        return customers.suggested_method(self.used_last, free=self.free)

    @property
    def order(self) -> tuple[Any, ...]:
        """Return what sorts the list."""
        time = self.appointment[1].timestamp() if self.appointment else float("inf")
        return (self.due_on, self.grade or "Z", time, self.made_at, self.phone)


@customers.tells_contacts
def contacts(site_id: int, owner_id: int, at: datetime) -> list[Contact]:
    """Return the customers of an owner that are bound to no deal, the most pressing first."""
    policy = rulebook.policies(site_id, at)
    rows = [
        row
        for row in customers.to_keep(site_id, owner_id, at)
        if not customers.is_bound(row.lapses_at)  # a deal keeps those
        and (not row.has_kin or _decides(site_id, row.phone, owner_id, policy, at))
    ]
    phones = [row.phone for row in rows]
    expected = appointments.next_expected(site_id, phones, at)
    owner = people.Staff.objects.filter(pk=owner_id).values_list("name", flat=True).first() or ""
    found = [
        Contact(
            phone=row.phone,
            customer_id=row.customer_id,
            name=row.name,
            kind=row.kind,
            made_at=row.made_at,
            lapses_at=row.lapses_at,
            owner=owner,
            grade=row.grade or "",
            next_on=row.next_on,
            used_last=tuple(row.used_last),
            last=tuple(row.last) if row.last else None,
            free=customers.kept_free(row.bans),
            appointment=expected.get(row.phone),
            today=day_of(at),
            days=tuple(customers.days_between(policy, row.grade or "")),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.order)


def _decides(
    site_id: int, phone: str, owner_id: int, policy: rulebook.Policies, at: datetime
) -> bool:
    claim = customers.household(site_id, phone, policy).deciding(at)
    return claim is not None and claim.owner_id == owner_id


class CallRow(Answer):
    """One customer to contact."""

    phone: str
    name: str
    grade: str | None
    due_on: date
    urgency: rules.Urgency
    appointment: int | None
    lapses_on: date
    suggested_on: date | None
    suggested_method: customers.Method | None


class CallList(Answer):
    """Whom to contact, the most pressing first."""

    rows: list[CallRow]


@question(
    "call_list",
    may=LEADERS | {Post.SALESPERSON},
    word=phrase("Ask whom to contact"),
    clauses=("9.6.1.1",),
)
def call_list(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Whose"), Reference("person")] | None = None,
) -> CallList:
    """Say whom to contact by when, the most pressing first; phones are whole on the own list only.

    :raises Refused: `access` for another's list unless by the lead or a manager.
    """
    owner_id = actor.staff_id
    if who is not None and who != actor.code:
        person = people.person_here(who, actor.site_id, at)
        rules.may_see_list(is_own=False, stands_above=people.is_above(actor, person, at)).enforce()
        owner_id = person.pk
    is_own = owner_id == actor.staff_id
    return CallList(
        rows=[
            CallRow(
                phone=one.phone if is_own else masked_phone(one.phone),
                name=one.name,
                grade=one.grade or None,
                due_on=one.due_on,
                urgency=one.urgency,
                appointment=one.appointment[0] if one.appointment else None,
                lapses_on=one.lapses_on,
                suggested_on=one.suggested_on,
                suggested_method=one.suggested_method,
            )
            for one in contacts(actor.site_id, owner_id, at)
        ]
    )
