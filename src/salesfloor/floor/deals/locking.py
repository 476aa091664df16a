"""A unit and its deal under lock, in the house's order: customer, claim, unit, deal."""

from __future__ import annotations

from typing import Final, NamedTuple

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import execute
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.models import Deal

_TILL: Final = "SELECT pg_advisory_xact_lock((3411::bigint << 40) + %s)"


def lock_till(site_id: int) -> None:
    """Hold the site's till until the transaction ends, before any customer, claim or unit.

    Two deposits of a site share its receipt book and its numbers and follow one another in any case. Waiting
    in the database before the first read costs nothing; waiting half way through keeps rows locked and takes
    the interpreter from the command that is to finish first.
    """
    execute(_TILL, (site_id,))


class Held(NamedTuple):
    """A unit and the open deal on it, both locked."""

    unit: catalogue.Unit
    deal: Deal


def open_deal(unit_id: int) -> Deal | None:
    """Return the open deal on a unit, locked; the unit is locked already."""
    rows = Deal.objects.filter(unit_id=unit_id, state=DealState.OPEN)
    return rows.select_for_update().first()


def locked(site_id: int, code: str, *others: str) -> Held:
    """Return a unit with its open deal, the deal's claim locked before them.

    `others` are codes of units that are locked with it.

    :raises Refused: `input` where there is no such unit, or no deal is open on it.
    """
    found = catalogue.unit_of(site_id, code)
    claims = Deal.objects.filter(unit_id=found.pk, state=DealState.OPEN)
    bound = claims.values_list("claim_id", flat=True)
    customers.lock_claims([claim_id for claim_id in bound if claim_id])
    unit = catalogue.lock_units(site_id, [code, *others])[code]
    deal = open_deal(unit.pk)
    if deal is None:
        raise bad_input(phrase("Nobody holds unit {unit}.", unit=code))
    return Held(unit, deal)


def latest_deal(site_id: int, code: str, phone: str | None = None) -> Deal:
    """Return the latest deal of a unit, or the latest of that phone.

    :raises Refused: `input` where it never had one.
    """
    unit = catalogue.unit_of(site_id, code)
    rows = Deal.objects.filter(unit_id=unit.pk)
    if phone is not None:
        rows = rows.filter(phone=phone)
    deal = rows.order_by("-number").first()
    if deal is None:
        raise bad_input(phrase("Unit {unit} never had a deal.", unit=code))
    return deal
