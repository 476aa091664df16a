"""Deals of a site in pictures: stages, units, money that waits, places of errors, receipts and cash.

Every picture is of the house; none tells of one person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Sum

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import trade_of
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals.choices import ENDED, DealState, Stage
from salesfloor.floor.deals.models import Agreement, Deal, ReviewPlace, StageDone
from salesfloor.floor.promises import api as promises
from salesfloor.floor.till import api as till
from salesfloor.web.charts import Chart, Series, Tone
from salesfloor.web.dates import short_day
from salesfloor.web.trades import word

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

DAYS: Final = 365
"""How many days back the pictures look."""
MOST: Final = 15
"""So many units or places stand in one picture."""
CLOSINGS: Final = 10
_HOUR: Final = 3600
_TONES: Final[dict[catalogue.UnitState, Tone]] = {
    catalogue.UnitState.AVAILABLE: "accent",
    catalogue.UnitState.WITHHELD: "soft",
    catalogue.UnitState.HELD: "warn",
    catalogue.UnitState.SUBSCRIBED: "note",
    catalogue.UnitState.CONTRACTED: "bad",
}
"""Colours of the states as the price board has them; what is sold is red, as the trade marks it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the table of its figures, and the sentence that says what is seen."""

    clause: str
    chart: Chart
    says: Phrase


def pictures(site_id: int, at: datetime) -> list[Picture]:
    """Return what there is to see of a site's deals; a picture of nothing is left out."""
    drawn: tuple[Callable[[int, datetime], Picture | None], ...] = (
        _way,
        _stock,
        _waiting,
        _discounts,
        _errors,
        _money,
        _cash,
    )
    return [found for one in drawn if (found := one(site_id, at)) is not None]


def _way(site_id: int, at: datetime) -> Picture | None:
    """Draw how many deals reached each stage, with the days that a step takes at the median (7.1.4)."""
    done = StageDone.objects.filter(deal__site_id=site_id, undone_at=None)
    done = done.filter(deal__opened_at__gt=at - timedelta(days=DAYS))
    by_deal: dict[int, dict[str, date]] = defaultdict(dict)
    for deal_id, stage, on in done.values_list("deal_id", "stage", "on"):
        by_deal[deal_id][stage] = on
    paid = Deal.objects.filter(site_id=site_id, opened_at__gt=at - timedelta(days=DAYS))
    for deal_id, full_at in paid.values_list("pk", "full_at"):
        if full_at is not None:
            by_deal[deal_id][Stage.DEPOSIT.value] = day_of(full_at)
    if not by_deal:
        return None
    reached = Counter(stage for stages in by_deal.values() for stage in stages)
    steps: dict[str, list[int]] = defaultdict(list)
    for stages in by_deal.values():
        passed = [(stage.value, stages[stage]) for stage in Stage if stage in stages]
        for (_, before), (stage_now, now) in pairwise(passed):
            steps[stage_now].append((now - before).days)
    middle = {stage: median(days) for stage, days in steps.items()}
    labels = [stage.label for stage in Stage]
    counts = [reached[stage.value] for stage in Stage]
    slowest = max(middle, key=lambda one: middle[one], default="")
    says = (
        phrase(
            "The longest step is the one to {stage}: {days} days at the median.",
            stage=Stage(slowest).label,
            days=f"{middle[slowest]:g}",
        )
        if slowest
        else phrase("No deal has gone from one stage to the next yet.")
    )
    return Picture(
        "7.1.4",
        Chart(
            phrase("How far deals came"),
            labels,
            [
                Series(phrase("Deals"), counts),
                Series(
                    phrase("Days since the stage before, median"),
                    [middle.get(stage.value) for stage in Stage],
                    is_drawn=False,
                ),
            ],
            kind="funnel",
        ),
        says,
    )


def _stock(site_id: int, at: datetime) -> Picture | None:
    """Draw the units of each building by state (5.3)."""
    del at
    tally = catalogue.Unit.objects.filter(site_id=site_id).values_list("building", "state")
    counted = {(building, state): n for building, state, n in tally.annotate(n=Count("pk"))}
    if not counted:
        return None
    buildings = sorted({building for building, _ in counted}, key=catalogue.by_number)
    series = [
        Series(
            state.label, [counted.get((one, state.value), 0) for one in buildings], _TONES[state]
        )
        for state in catalogue.UnitState
    ]
    left = sum(n for (_, state), n in counted.items() if state == catalogue.UnitState.AVAILABLE)
    return Picture(
        "3.5.5",
        Chart(phrase("Units by building and state"), buildings, series, is_stacked=True),
        phrase("{left} of {all} units are for sale.", left=left, all=sum(counted.values())),
    )


def _waiting(site_id: int, at: datetime) -> Picture | None:
    """Draw how long units wait for the rest of a deposit (3.4.1.2)."""
    rows = Deal.objects.filter(site_id=site_id, state=DealState.OPEN, full_at=None, sealed_at=None)
    held = list(rows.order_by("hold_until").values_list("unit", "opened_at", "hold_until")[:MOST])
    if not held:
        return None
    hours = [_hours(until - at) for _, _, until in held]
    over = sum(one < 0 for one in hours)
    return Picture(
        "3.4.1.2",
        Chart(
            phrase("Deposits that are not complete: hours left"),
            [unit for unit, _, _ in held],
            [
                Series(phrase("hours left"), [one if one >= 0 else None for one in hours], "good"),
                Series(phrase("hours over"), [-one if one < 0 else None for one in hours], "bad"),
                Series(phrase("hours in all"), [_hours(until - begun) for _, begun, until in held]),
            ],
            kind="rings",
        ),
        phrase(
            "Waiting for the rest: {count} units, {over} of them over time.",
            count=len(held),
            over=over,
        ),
    )


def _hours(length: timedelta) -> float:
    return round(length.total_seconds() / _HOUR, 1)


def _discounts(site_id: int, at: datetime) -> Picture | None:
    """Draw each discount in an agreement or still promised by layout, with the limits of the posts (9.3.2.8)."""
    dots = sorted([*_agreed_discounts(site_id, at), *_promised_discounts(site_id, at)])
    if not dots:
        return None
    trade = trade_of(site_id)
    limits = [
        (word(post.value, trade), float(most))
        for post in (Post.SALESPERSON, Post.LEAD, Post.MANAGER, Post.DIRECTOR)
        if (most := promises.own_limit(post, site_id, at)) is not None
    ]
    own = limits[0][1]
    kinds: tuple[tuple[Phrase, Tone], ...] = (
        (phrase("In an agreement"), "accent"),
        (phrase("Promised, not used yet"), "note"),
        (phrase("Waits for approval"), "warn"),
    )
    return Picture(
        "9.3.2.8",
        Chart(
            phrase("Discounts by layout, in per cent off"),
            [layout or phrase("Any unit") for layout, _, _ in dots],
            [
                Series(name, [value if kind == place else None for _, kind, value in dots], tone)
                for place, (name, tone) in enumerate(kinds)
                if any(kind == place for _, kind, _ in dots)
            ],
            kind="dots",
            limits=limits,
        ),
        phrase(
            "{over} of {all} discounts went beyond a salesperson's own limit of {limit} %.",
            over=sum(value > own for _, _, value in dots),
            all=len(dots),
            limit=f"{own:g}",
        ),
    )


def _agreed_discounts(site_id: int, at: datetime) -> list[tuple[str, int, float]]:
    """Return layout and per cent of each discount that stands in an agreement of a year."""
    since = at - timedelta(days=DAYS)
    rows = Agreement.objects.filter(
        site_id=site_id, written_at__gt=since, price_fen__lt=F("list_price_fen")
    ).exclude(status__in=ENDED)
    given = list(rows.values_list("unit_id", "list_price_fen", "price_fen"))
    units = catalogue.Unit.objects.filter(pk__in={unit for unit, _, _ in given})
    layouts = dict(units.values_list("pk", "layout"))
    return [
        (layouts[unit], 0, round(100 * (asked - price) / asked, 2)) for unit, asked, price in given
    ]


def _promised_discounts(site_id: int, at: datetime) -> list[tuple[str, int, float]]:
    """Return layout and per cent of each open promise: one that is given, or one that waits."""
    waits = promises.PromiseStatus.WAITING
    return [
        (one.layout, 2 if one.status == waits else 1, float(one.value or 0))
        for one in promises.open_discounts(site_id, at)
    ]


def _errors(site_id: int, at: datetime) -> Picture | None:
    """Draw where reviews found errors, the commonest place first (7.1.11)."""
    places = ReviewPlace.objects.filter(
        deal__site_id=site_id, found_at__gt=at - timedelta(days=DAYS)
    )
    counted = list(
        places.values_list("place").annotate(n=Count("pk")).order_by("-n", "place")[:MOST]
    )
    if not counted:
        return None
    total = sum(n for _, n in counted)
    shares = [round(100 * one / total) for one in accumulate(n for _, n in counted)]
    return Picture(
        "7.1.11",
        Chart(
            phrase("Where papers had errors"),
            [place for place, _ in counted],
            [
                Series(phrase("Places with an error"), [n for _, n in counted], "bad"),
                Series(phrase("Share so far, in per cent"), shares, is_drawn=False),
            ],
            kind="bars",
        ),
        phrase(
            "{place} comes first: {count} of {total} errors.",
            place=counted[0][0],
            count=counted[0][1],
            total=total,
        ),
    )


def _money(site_id: int, at: datetime) -> Picture | None:
    """Draw what receipts of the last thirty days came to, by way of paying (3.4.1.3)."""
    taken = till.Receipt.objects.filter(site_id=site_id, counter_of=None, voided_by=None)
    taken = taken.filter(moved_to=None, paid_at__gt=at - timedelta(days=30))
    sums = dict(taken.values_list("method").annotate(fen=Sum("amount_fen")))
    if not sums:
        return None
    return Picture(
        "3.4.1.3",
        Chart(
            phrase("Receipts of thirty days by way of paying, in yuan"),
            [one.label for one in till.Method],
            [Series(phrase("Yuan"), [sums.get(one.value, 0) / 100 for one in till.Method])],
            kind="bars",
            written=lambda value: "" if value is None else f"{value:,.2f}",
        ),
        phrase("Receipts that stand came to ¥{sum}.", sum=f"{sum(sums.values()) / 100:,.2f}"),
    )


def _cash(site_id: int, at: datetime) -> Picture | None:
    """Draw by how much the last closings differed from the books (7.2.3)."""
    del at
    closings = till.Closing.objects.filter(site_id=site_id).order_by("-number")[:CLOSINGS]
    rows = list(reversed(closings))
    if not rows:
        return None
    differences = [(sum(one.counted.values()) - sum(one.expected.values())) / 100 for one in rows]
    return Picture(
        "7.2.3",
        Chart(
            phrase("Differences of the last closings, in yuan"),
            [f"{short_day(day_of(one.at))} · {one.number}" for one in rows],
            [Series(phrase("Counted less expected"), differences, "warn")],
            written=lambda value: "" if value is None else f"{value:+,.2f}",
        ),
        phrase(
            "{count} of the last {all} closings differed.",
            count=sum(one != 0 for one in differences),
            all=len(rows),
        ),
    )
