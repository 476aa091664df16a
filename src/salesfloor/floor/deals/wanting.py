"""The list of those who want a unit: places, the right of the first, who hears that it is free (3.5.5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import announce, cite
from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals.models import Want
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

CLAUSE: Final = "3.5.5"
FIRST_REFUSAL: Final = "first_refusal_over"


def waiting(unit_id: int) -> QuerySet[Want]:
    """Return who wants a unit, in the order of recording."""
    return Want.objects.filter(unit_id=unit_id, ended_at=None).order_by("pk")


def offered(unit_id: int, at: datetime) -> Want | None:
    """Return who alone may pay for a unit at that moment, if anybody."""
    return waiting(unit_id).filter(offered_until__gte=at).first()


def count_again(unit: catalogue.Unit) -> int:
    """Note on the unit how many want it, and return it."""
    wanted = waiting(unit.pk).count()
    catalogue.set_wanted(unit, wanted)
    return wanted


def take_off(unit: catalogue.Unit, phones: Iterable[str], at: datetime) -> bool:
    """Take customers off a unit's list; tell whether one of them had the first refusal."""
    gone = list(waiting(unit.pk).filter(phone__in=list(phones)).select_for_update())
    if not gone:
        return False
    had_right = False
    for want in gone:
        had_right = had_right or want.offered_until is not None
        deadlines.settle(FIRST_REFUSAL, subject=want.pk, at=at)
    Want.objects.filter(pk__in=[want.pk for want in gone]).update(ended_at=at, offered_until=None)
    count_again(unit)
    return had_right


def say_free(unit: catalogue.Unit, at: datetime) -> None:
    """Say that a unit is free; those who want it hear it in their order, or the first may pay first."""
    wanted = count_again(unit)
    cite(CLAUSE)
    announce("unit_free", CLAUSE, at=at, unit=unit.code, wanted=wanted)
    _tell_owners(unit, at)
    offer_to_next(unit, at)


def offer_to_next(unit: catalogue.Unit, at: datetime) -> None:
    """Let the first of the list pay first, where the house gives that right."""
    hours = rulebook.policies(unit.site_id, at)["unit.first_refusal_hours"]
    first = waiting(unit.pk).first() if hours else None
    if first is None:
        return
    first.offered_until = at + timedelta(hours=hours)
    first.save(update_fields=["offered_until"])
    deadlines.set_due(
        FIRST_REFUSAL, subject=first.pk, site_id=unit.site_id, due_at=first.offered_until
    )


def _tell_owners(unit: catalogue.Unit, at: datetime) -> None:
    policy = rulebook.policies(unit.site_id, at)
    for place, want in enumerate(waiting(unit.pk), start=1):
        claim = customers.household(unit.site_id, want.phone, policy).deciding(at)
        if claim is None:
            continue
        messages.tell(
            staff_id=claim.owner_id,
            site_id=unit.site_id,
            at=at,
            clause=CLAUSE,
            sentence=phrase(
                "Unit {unit} is free; your customer has place {place} on its list.",
                unit=unit.code,
                place=place,
            ),
            subject=f"unit:{unit.code}",
        )


def pass_on(unit: catalogue.Unit, at: datetime) -> None:
    """Say that a first refusal is over, and let the next of the list pay first."""
    announce(FIRST_REFUSAL, CLAUSE, at=at, unit=unit.code, wanted=unit.wanted)
    cite(CLAUSE)
    if unit.state == catalogue.UnitState.AVAILABLE:
        offer_to_next(unit, at)
