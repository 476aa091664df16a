"""What a region's target is split into: places, items, periods, dealers, people (1.2.5, 1.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.base.choices import Choice
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.periods import read_period
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import rules
from salesfloor.floor.targets.regions import market
from salesfloor.kernel.people import api as people
from salesfloor.kernel.places import api as places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from salesfloor.floor.targets.models import Target


class Across(Choice):
    """What a target is split across."""

    PLACE = "place", phrase("Places")
    ITEM = "item", phrase("Products or brands")
    PERIOD = "period", phrase("Periods")
    DEALER = "dealer", phrase("Dealers")
    TEAM = "team", phrase("Teams")
    PERSON = "person", phrase("People")


def scopes_of_shares(
    whole: Target, across: Across, keys: Sequence[str], at: datetime
) -> list[dict[str, Any]]:
    """Return what of the region's market each part is of.

    :raises Refused: `input` for a key that stands there twice or names nothing, and for what the target has already.
    """
    if len(set(keys)) < len(keys):
        raise bad_input(phrase("The same key stands there twice."))
    has = {
        Across.PLACE: whole.place in keys,
        Across.ITEM: bool(whole.item),
        Across.PERIOD: False,
        Across.DEALER: bool(whole.dealer),
        Across.TEAM: True,
        Across.PERSON: whole.staff_id is not None,
    }
    if has[across]:
        raise bad_input(phrase("This target cannot be split across that."))
    if across is Across.PERSON:
        here = people.working_at(whole.site_id, at).filter(post__in=results.SELLERS)
        known = dict(here.values_list("code", "pk"))
        _refuse_unknown([key for key in keys if key not in known])
        return [{"staff_id": known[key]} for key in keys]
    if across is Across.PERIOD:
        return [_period(key) for key in keys]
    if across is Across.PLACE:
        _refuse_unknown(sorted(set(keys) - {one.code for one in places.with_codes(keys)}))
        return [{"place": key} for key in keys]
    if across is Across.ITEM:
        _refuse_unknown([key for key in keys if not market().has_item(key)])
        return [{"item": key} for key in keys]
    _refuse_unknown([key for key in keys if not market().has_dealer(key, whole.site_id)])
    return [{"dealer": key} for key in keys]


def _refuse_unknown(missing: Sequence[str]) -> None:
    if missing:
        raise bad_input(phrase("Not known here: {keys}.", keys=listed(missing)))


def _period(key: str) -> dict[str, Any]:
    try:
        period = read_period(key)
    except UnusableError as error:
        raise bad_input(phrase("{key}: {wrong}.", key=key, wrong=error.sentence)) from error
    return {"period": str(period), "first": period.first, "last": period.last}


def judge_shares(
    whole: Target, across: Across, scopes: Sequence[dict[str, Any]], made: rules.Sum
) -> None:
    """Refuse parts that do not fit in the target or do not make it."""
    if across is Across.PERIOD:
        parts = [read_period(scope["period"]) for scope in scopes]
        rules.periods_fill(read_period(whole.period), parts).enforce()
        rules.periods_sum_exactly(made).enforce()
        return
    if across is Across.PLACE:
        _judge_places(whole, [scope["place"] for scope in scopes])
    if across is Across.DEALER:
        codes = [scope["dealer"] for scope in scopes]
        day, site_id = whole.first, whole.site_id
        without = [code for code in codes if not market().has_contract(code, site_id, day)]
        rules.have_contracts(without, day).enforce()
    rules.shares_sum_exactly(made).enforce()


def _judge_places(whole: Target, keys: Sequence[str]) -> None:
    """Refuse places outside of the target's place, or of the region where it has none."""
    outside = [
        one.code
        for one in places.with_codes(keys)
        if (whole.place not in one.path if whole.place else one.site_id != whole.site_id)
    ]
    rules.lie_inside(outside, whole.place or None).enforce()
