"""Policy values as they stand at one moment, cached by their serial.

A value holds from a day on, and for nothing that was done before it was set: who asks for a moment gone
by, such as a deadline that runs late, gets the values of that moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import remember, remembered
from salesfloor.base.sql import Asked
from salesfloor.kernel.rulebook.clauses import parameters
from salesfloor.kernel.rulebook.models import PolicyValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True, eq=False)
class Policies(Mapping[str, Any]):
    """Every parameter's value at one site at one moment, and the serial that names this state."""

    serial: int
    by_name: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - each parameter has its own type
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)


_SERIAL: Final = "SELECT serial FROM rulebook_policyserial WHERE site_id = %s"


class PoliciesAsked:
    """A site's values, queried ahead: statements until they are read go in the same round trip."""

    def __init__(self, site_id: int) -> None:
        self.site_id = site_id
        self._asked = Asked(_SERIAL, (site_id,))

    def policies(self, at: datetime) -> Policies:
        """Return the values at that moment, as `policies` does."""
        row = self._asked.row()
        return policies(self.site_id, at, serial=row[0] if row else 0)


def policies(site_id: int, at: datetime, *, serial: int | None = None) -> Policies:
    """Return the site's values at that moment; `serial` saves a query where it is known."""
    if serial is None:
        serial = remembered("policies", site_id)
    if serial is None:
        return PoliciesAsked(site_id).policies(at)
    remember("policies", site_id, serial)
    changes = _changes(site_id, serial)
    while changes and changes[-1].at > at:
        changes = changes[:-1]
    return _in_force(site_id, changes[-1].serial if changes else 0, day_of(at))


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """A value that was set or withdrawn, under its serial."""

    serial: int
    at: datetime


def policies_on(site_id: int, day: date, known_at: datetime) -> Policies:
    """Return the values in force on a day, as they were set up to a moment that may be earlier or later."""
    serial = policies(site_id, known_at).serial
    return _in_force(site_id, serial, day)


def value_on(site_id: int, name: str, day: date, known_at: datetime) -> Any:  # noqa: ANN401
    """Return a parameter's value in force on a day, as it was set up to a moment that may be later.

    `policies` tells what was known at a moment; this tells what holds for a day, also of a value that was
    set in the course of it.
    """
    found = next(_values_until(site_id, name, day, known_at), None)
    return parameters()[name].default if found is None else found[1]


def set_from(site_id: int, name: str, day: date, known_at: datetime) -> date | None:
    """Return from which day the value in force on a day was set; None where it is the product's own."""
    found = next(_values_until(site_id, name, day, known_at), None)
    return None if found is None else found[0]


def ever_set(site_id: int, names: Iterable[str]) -> QuerySet[PolicyValue]:
    """Return the values that a site ever set of parameters, as a query."""
    return PolicyValue.objects.filter(site_id=site_id, name__in=set(names))


def listed_since(site_id: int, name: str, code: str, day: date, known_at: datetime) -> date | None:
    """Return since which day a policy that is a list has held a code without a break, up to a day.

    None where it does not hold it on that day, or held it ever since by default.
    """
    since = None
    for from_on, value in _values_until(site_id, name, day, known_at):
        if code not in value:
            break
        since = from_on
    return since


def days_of_change(
    site_id: int, names: Collection[str], *, after: date, at: datetime
) -> list[date]:
    """Return the different days after a day, up to that moment, from which one of the parameters changed."""
    rows = _standing(site_id, names, at).filter(from_on__gt=after, from_on__lte=day_of(at))
    return sorted(set(rows.values_list("from_on", flat=True)))


def next_change(site_id: int, names: Collection[str], *, at: datetime) -> date | None:
    """Return the next day from which one of the parameters changes, as far as it is known."""
    rows = _standing(site_id, names, at).filter(from_on__gt=day_of(at))
    return rows.order_by("from_on").values_list("from_on", flat=True).first()


def _standing(site_id: int, names: Collection[str], at: datetime) -> QuerySet[PolicyValue]:
    return PolicyValue.objects.filter(
        Q(replaced_at=None) | Q(replaced_at__gt=at),
        site_id=site_id,
        name__in=names,
        set_at__lte=at,
    )


def _values_until(
    site_id: int, name: str, day: date, known_at: datetime
) -> Iterator[tuple[date, Any]]:
    rows = PolicyValue.objects.filter(
        Q(replaced_at=None) | Q(replaced_at__gt=known_at),
        site_id=site_id,
        name=name,
        from_on__lte=day,
        set_at__lte=known_at,
    )
    yield from rows.order_by("-from_on", "-serial").values_list("from_on", "value")


@lru_cache(maxsize=4096)
def _changes(site_id: int, serial: int) -> tuple[_Change, ...]:
    """Return every change of the site up to a serial, in their order."""
    if not serial:
        return ()
    rows = PolicyValue.objects.filter(site_id=site_id)
    made: list[tuple[int | None, datetime | None]] = [
        *rows.filter(serial__lte=serial).values_list("serial", "set_at"),
        *rows.filter(replaced_by__lte=serial).values_list("replaced_by", "replaced_at"),
    ]
    return tuple(sorted({_Change(number, at) for number, at in made if number and at}))


@lru_cache(maxsize=4096)
def _in_force(site_id: int, serial: int, day: date) -> Policies:
    """Return the values in force on a day, as they were set by the change of that serial."""
    values = {name: parameter.default for name, parameter in parameters().items()}
    if serial:
        rows = PolicyValue.objects.filter(
            site_id=site_id, from_on__lte=day, serial__lte=serial
        ).exclude(replaced_by__lte=serial)
        values |= dict(rows.order_by("from_on").values_list("name", "value"))
    return Policies(serial, values)


def values_ahead(site_id: int, name: str, at: datetime) -> list[tuple[date, Any]]:
    """Return the value that holds today and those set for days to come, each with its first day."""
    today = day_of(at)
    rows = PolicyValue.objects.filter(
        site_id=site_id, name=name, from_on__gt=today, replaced_at=None
    )
    coming = list(rows.order_by("from_on").values_list("from_on", "value"))
    return [(today, policies(site_id, at)[name]), *coming]
