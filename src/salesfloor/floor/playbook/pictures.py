"""How often each method was used on an objection, and how likely it removes one (9.4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.playbook.choices import Per, Tactic
from salesfloor.floor.playbook.counting import DAYS, cards_used, first_day, rates
from salesfloor.floor.playbook.models import Card
from salesfloor.floor.playbook.rules import likely_share
from salesfloor.web.charts import Chart, Series
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from salesfloor.floor.playbook.counting import Rate


def methods(site_id: int, at: datetime) -> Picture:
    """Return uses and shares by method over the last 90 days; below the fewest uses there is no share."""
    today = day_of(at)
    found = rates(site_id, at, Per.METHOD, days=(first_day(today), today))
    found.sort(key=lambda one: (-one.uses, one.key))
    title = phrase("Methods on objections")
    if not found:
        return Picture("objections", "9.4.4", title, phrase("No objection has ended yet."))
    words = Tactic.labels()
    spans = [None if one.rate is None else likely_share(one.removed, one.uses) for one in found]
    chart = Chart(
        title,
        [words[one.key] for one in found],
        [
            Series(phrase("Uses"), [one.uses for one in found]),
            Series(phrase("Removed, in per cent"), [_per_cent(one.rate) for one in found]),
            Series(
                phrase("At least"), [None if one is None else _per_cent(one[0]) for one in spans]
            ),
            Series(
                phrase("At most"), [None if one is None else _per_cent(one[1]) for one in spans]
            ),
        ],
        kind="shares",
    )
    return Picture("objections", "9.4.4", title, _says(found, words), [chart])


def _says(found: list[Rate], words: dict[str, Phrase]) -> Phrase:
    counted = [one for one in found if one.rate is not None]
    if not counted:
        return phrase("No method was used often enough in {days} days to say.", days=DAYS)
    best = max(counted, key=lambda one: likely_share(one.removed, one.uses)[0])
    return phrase(
        "What helped most surely in {days} days: {method}, {removed} of {uses} removed.",
        days=DAYS,
        method=words[best.key],
        removed=best.removed,
        uses=best.uses,
    )


def _per_cent(share: Fraction | float | None) -> int | None:
    return None if share is None else round(100 * share)


def cards_and_deals(site_id: int, at: datetime) -> Picture:
    """Return by card in how many receptions it was used, and how many of their customers bought since."""
    rows = cards_used(site_id, at)
    title = phrase("Cards used, and what was sold")
    if not rows:
        none = phrase("No card was used in {days} days.", days=DAYS)
        return Picture("cards", "9.4.4", title, none)
    titles = dict(Card.objects.filter(site_id=site_id).values_list("code", "title"))
    chart = Chart(
        title,
        [titles.get(one.card, one.card) for one in rows],
        [
            Series(phrase("The customer bought"), [one.bought for one in rows], "good"),
            Series(
                phrase("Not bought"),
                [one.receptions - one.bought for one in rows],
                "accent-line",
                look="dotted",
            ),
        ],
        kind="bars",
        is_stacked=True,
    )
    used, bought = sum(one.receptions for one in rows), sum(one.bought for one in rows)
    says = phrase(
        "In {used} uses in {days} days the customer bought {bought} times; a card alone sells nothing.",
        used=used,
        days=DAYS,
        bought=bought,
    )
    return Picture("cards", "9.4.4", title, says, [chart])
