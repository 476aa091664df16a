"""What forms offer of checklists: those for the site's trade, and what can be checked by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import bilingual
from salesfloor.base.subjects import subjects_of
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.checks.lists import Checklist, checklists

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase


def is_for_trade(checklist: Checklist, trade: Trade | str) -> bool:
    """Tell whether a list is done at sites of a trade; those of article 2 are a service area's."""
    if checklist.trades is not None:
        return trade in checklist.trades
    return trade == Trade.SERVICE_AREA or not checklist.clause.startswith("2.")


def lists_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the checklists that the site has, for a select box."""
    del at
    return [(one.list, bilingual(one.en, one.zh)) for one in _of_site(actor)]


def subjects_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return what at the site can be checked by any of its lists, for a select box."""
    kinds = dict.fromkeys(one.subject for one in _of_site(actor))
    found = [one for kind in kinds for one in subjects_of(kind, actor.site_id or 0, at)]
    return list(dict.fromkeys((one.code, one.name) for one in found))


def _of_site(actor: Actor) -> list[Checklist]:
    if actor.site_id is None:
        return []
    trade = trade_of(actor.site_id)
    return [one for one in checklists().values() if is_for_trade(one, trade)]
