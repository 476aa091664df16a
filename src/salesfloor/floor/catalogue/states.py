"""Finding units, locking them in one order, and moving them from state to state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.commands import board_changed
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.floor.catalogue.models import Passage, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

NONE_LEFT: Final = lines.occasion("no_unit_left")
"""The last unit of a site that was for sale, held or withheld is gone (3.4.3.6)."""


def unit_of(site_id: int, code: str) -> Unit:
    """Return a unit, as it is now.

    :raises Refused: `input` where there is none.
    """
    unit = Unit.objects.filter(site_id=site_id, code=code).first()
    if unit is None:
        raise bad_input(phrase("There is no unit {unit} here.", unit=code))
    return unit


def lock_units(site_id: int, codes: Iterable[str]) -> dict[str, Unit]:
    """Return units by their codes, their rows locked to the end of the transaction, by code.

    :raises Refused: `input` where there is none of a code.
    """
    wanted = set(codes)
    rows = Unit.objects.filter(site_id=site_id, code__in=wanted).order_by("code")
    found = {unit.code: unit for unit in rows.select_for_update()}
    for code in sorted(wanted - found.keys(), key=rules.by_number):
        raise bad_input(phrase("There is no unit {unit} here.", unit=code))
    return found


def lock_unit(site_id: int, code: str) -> Unit:
    """Return a unit, its row locked to the end of the transaction.

    :raises Refused: `input` where there is none.
    """
    return lock_units(site_id, [code])[code]


def move(unit: Unit, to: UnitState, *, at: datetime, hold_until: datetime | None = None) -> None:
    """Bring a locked unit into another state; `hold_until` is of a hold whose money is not complete.

    :raises Refused: `input` for a way that no unit goes.
    """
    rules.may_become(unit.state, to, unit=unit.code).enforce()
    Passage.objects.create(unit=unit, before=unit.state, after=to, at=at)
    unit.state, unit.state_since, unit.hold_until = to, at, hold_until
    unit.save(update_fields=["state", "state_since", "hold_until"])
    board_changed()
    if to not in rules.NOT_SOLD and not is_any_left(unit.site_id):
        lines.tell(NONE_LEFT, site_id=unit.site_id, at=at)


def set_limit(unit: Unit, hold_until: datetime | None) -> None:
    """Note until when the rest of a held unit's deposit may be paid; None when it is complete."""
    unit.hold_until = hold_until
    unit.save(update_fields=["hold_until"])
    board_changed()


def set_wanted(unit: Unit, wanted: int) -> None:
    """Note how many customers are on a unit's waiting list."""
    unit.wanted = wanted
    unit.save(update_fields=["wanted"])


def is_any_left(site_id: int) -> bool:
    """Tell whether a site has a unit that is for sale, held or withheld."""
    return Unit.objects.filter(site_id=site_id, state__in=rules.NOT_SOLD).exists()


def ruled_by_deals(units: Iterable[Unit]) -> set[str]:
    """Return the codes of those units whose state is that of a deal here, not of a list kept elsewhere."""
    taken = [unit for unit in units if UnitState(unit.state) in rules.TAKEN]
    rows = Passage.objects.filter(unit__in=taken).order_by("unit_id", "-at", "-pk")
    newest = dict(rows.distinct("unit_id").values_list("unit_id", "after"))
    return {unit.code for unit in taken if newest.get(unit.pk) == unit.state}


def passages_on(site_id: int, day: date, before: UnitState, after: UnitState) -> int:
    """Return how many units of a site went from one state to another on a day."""
    rows = Passage.objects.filter(unit__site_id=site_id, before=before, after=after)
    return rows.filter(at__gte=start_of(day), at__lt=end_of(day)).count()
