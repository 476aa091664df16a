"""Receptions as upper modules see them: who talks with whom, and the grades that were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.models import Assistant, Reception

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A reception with who is in it."""

    id: int
    ref: str
    phone: str
    name: str
    need: str
    receiver_id: int | None
    helpers: frozenset[int]
    is_open: bool

    def has(self, staff_id: int | None) -> bool:
        """Tell whether a person receives or assists."""
        return staff_id is not None and (staff_id == self.receiver_id or staff_id in self.helpers)


def talk_named(site_id: int, ref: str) -> Talk | None:
    """Return a reception by its name, as it stands now."""
    return next(iter(_talks(Reception.objects.filter(site_id=site_id, ref=ref))), None)


def open_talks(site_id: int) -> dict[int, Talk]:
    """Return the receptions that are open, by their row."""
    rows = Reception.objects.filter(site_id=site_id, ended_at=None, struck_at=None)
    return {one.id: one for one in _talks(rows)}


def _talks(rows: Iterable[Reception]) -> list[Talk]:
    found = list(rows)
    helping = Assistant.objects.filter(reception__in=found, until_at=None)
    helpers: dict[int, set[int]] = {}
    for reception_id, staff_id in helping.values_list("reception_id", "staff_id"):
        helpers.setdefault(reception_id, set()).add(staff_id)
    return [
        Talk(
            id=one.pk,
            ref=one.ref,
            phone=one.phone,
            name=one.name,
            need=one.need,
            receiver_id=one.receiver_id,
            helpers=frozenset(helpers.get(one.pk, ())),
            is_open=one.ended_at is None and one.struck_at is None,
        )
        for one in found
    ]


class FirstGrade(NamedTuple):
    """The first grade that a customer was given, by the person who received them, or by a later word."""

    phone: str
    at: datetime
    grade: str
    receiver_id: int | None
    by: str


def first_grades(site_id: int, until: datetime) -> list[FirstGrade]:
    """Return the first grade of each customer of a site up to a moment."""
    ended = Reception.objects.filter(
        site_id=site_id, struck_at=None, ended_at__lt=until, customer_id__isnull=False
    ).exclude(grade="")
    regraded = customers.Regrade.objects.filter(customer__site_id=site_id, at__lt=until)
    given: list[tuple[int, FirstGrade]] = [
        (
            row.customer_id or 0,
            FirstGrade("", row.ended_at or until, row.grade, row.receiver_id, ""),
        )
        for row in ended
    ]
    given += [
        (row.customer_id, FirstGrade("", row.at, row.grade, None, row.by)) for row in regraded
    ]
    found: dict[int, FirstGrade] = {}
    for customer_id, one in sorted(given, key=lambda row: row[1].at):
        found.setdefault(customer_id, one)
    phones = customers.Customer.objects.filter(pk__in=found).values_list("pk", "phone")
    return [found[pk]._replace(phone=phone) for pk, phone in phones]
