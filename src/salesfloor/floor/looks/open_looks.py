"""Whether a look stands open at a moment, and closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from salesfloor.floor.looks.models import Look

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor
    from salesfloor.floor.customers.api import Customer


def open_at(at: datetime) -> QuerySet[Look]:
    """Return the looks that stand open at a moment; the last instant does not count."""
    not_ended = Q(ended_at=None) | Q(ended_at__gt=at)
    return Look.objects.filter(not_ended, since__lte=at, until_at__gt=at)


def is_open(actor: Actor, customer: Customer, at: datetime) -> bool:
    """Tell whether a customer's page stands open to somebody by a joint look."""
    return open_at(at).filter(staff_id=actor.staff_id or 0, customer_id=customer.pk).exists()


def close_those_over(staff_id: int, at: datetime) -> None:
    """Write down that looks of a person ended by themselves."""
    over = Look.objects.filter(staff_id=staff_id, ended_at=None, until_at__lte=at)
    over.update(ended_at=F("until_at"))


def close_of(staff_id: int, at: datetime) -> None:
    """Close all looks in which a person takes part: signed out, or gone."""
    part = Q(staff_id=staff_id) | Q(manager_id=staff_id)
    Look.objects.filter(part, ended_at=None, until_at__gt=at).update(ended_at=at)
