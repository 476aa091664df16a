"""What exports are made of: each kind has a source, which the module that keeps the records names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.money import yuan
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.exports.choices import What
from salesfloor.floor.reception import api as reception
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase

    Row = tuple[str | int | date | datetime | None, ...]
    Shown = Callable[[str], str]
    """Shows a phone whole or masked."""

MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """Columns and rows of one kind of export, as far as the person may see them."""

    head: tuple[Phrase, ...]
    rows: Callable[[Actor, datetime, Shown], Iterable[Row]]


SOURCES: Final[dict[What, Source]] = {}


def export_source(what: What, source: Source) -> None:
    """Name what a kind of export is made of."""
    SOURCES[what] = source


def shown_by(phones: str, seen: set[str]) -> Shown:
    """Return how an export shows phones; `seen` gets each of them."""
    show = masked_phone if phones == "masked" else str

    def shown(phone: str) -> str:
        seen.add(phone)
        return show(phone)

    return shown


def ids_of(site_id: int, phones: set[str]) -> list[int]:
    """Return the customers of a site who have those phones."""
    rows = customers.Customer.objects.filter(site_id=site_id, phone__in=phones)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _whose(actor: Actor, at: datetime) -> list[int] | None:
    """Return the people whose records somebody may export; None for all of the site."""
    if actor.post in MANAGERS:
        return None
    own = [actor.staff_id or 0]
    if actor.post is not Post.LEAD:
        return own
    me = people.Staff.objects.get(pk=own[0])
    team = people.team_at(me, at)
    members = people.working_at(actor.site_id or 0, at).exclude(team=None)
    return own + [one.pk for one in members if people.team_at(one, at) == team]


def _customers(actor: Actor, at: datetime, shown: Shown) -> Iterable[Row]:
    claims = customers.Claim.objects.filter(
        site_id=actor.site_id or 0, ended_at=None, lapses_at__gt=at
    )
    whose = _whose(actor, at)
    if whose is not None:
        claims = claims.filter(owner_id__in=whose)
    found = {claim.phone: claim for claim in claims[:MOST]}
    rows = customers.Customer.objects.filter(site_id=actor.site_id or 0)
    if whose is not None:
        rows = rows.filter(phone__in=found)
    names = _names({claim.owner_id for claim in found.values()})
    for row in rows.order_by("pk")[:MOST]:
        claim = found.get(row.phone)
        owner = names.get(claim.owner_id, "") if claim else ""
        ends = claim is not None and not customers.is_bound(claim.lapses_at)
        last = customers.last_day(claim.lapses_at) if claim and ends else None
        yield (row.name, shown(row.phone), row.area, row.medium, owner, last)


def _follow_ups(actor: Actor, at: datetime, shown: Shown) -> Iterable[Row]:
    rows = customers.FollowUp.objects.filter(customer__site_id=actor.site_id or 0, at__lte=at)
    if actor.post not in MANAGERS:
        rows = rows.filter(staff_id=actor.staff_id or 0)
    found = list(rows.select_related("customer").order_by("at", "pk")[:MOST])
    names = _names({one.staff_id for one in found})
    for one in found:
        who = names.get(one.staff_id, "")
        yield (one.at, who, one.customer.name, shown(one.customer.phone), one.method, one.note)


def _receptions(channel: str) -> Callable[[Actor, datetime, Shown], Iterable[Row]]:
    def rows(actor: Actor, at: datetime, shown: Shown) -> Iterable[Row]:
        found = _lines(actor, at, channel)[:MOST]
        names = _names({one.receiver_id for one in found if one.receiver_id})
        for one in found:
            who = names.get(one.receiver_id or 0, "")
            phone = shown(one.phone) if one.phone else ""
            yield (one.register_no, one.registered_at, one.name, phone, who, one.outcome)

    return rows


def _lines(actor: Actor, at: datetime, channel: str) -> QuerySet[reception.Reception]:
    rows = reception.Reception.objects.filter(
        site_id=actor.site_id or 0, channel=channel, registered_at__lte=at, struck_at=None
    )
    whose = _whose(actor, at)
    if whose is not None:
        rows = rows.filter(receiver_id__in=whose)
    return rows.order_by("register_no")


def _receipts(actor: Actor, at: datetime, shown: Shown) -> Iterable[Row]:
    """Tell of the receipt book; no receipt bears a phone, but who paid for a deal is known."""
    rows = till.Receipt.objects.filter(site_id=actor.site_id or 0, written_at__lte=at)
    bought = deals.Deal.objects.filter(site_id=actor.site_id or 0)
    phones = {f"deal:{number}": one for number, one in bought.values_list("number", "phone")}
    for row in rows.order_by("number")[:MOST]:
        shown(phones.get(row.matter, ""))
        purpose, method = till.Purpose(row.purpose).label, till.Method(row.method).label
        yield (
            row.number,
            row.paid_at,
            row.about,
            said(purpose),
            f"{'-' if row.counter_of else ''}{yuan(row.amount_fen)}",
            said(method),
            row.source,
            row.payer,
            row.taken_by,
            said(_stands(row)),
        )


def _stands(row: till.Receipt) -> Phrase:
    if row.counter_of:
        return phrase("counter-entry to no. {number}", number=row.counter_of)
    if row.voided_by:
        return phrase("void by no. {number}", number=row.voided_by)
    return phrase("valid")


def _deals(actor: Actor, at: datetime, shown: Shown) -> Iterable[Row]:
    rows = list(deals.seen_by(actor).filter(opened_at__lte=at).order_by("number")[:MOST])
    names = _names({row.owner_id for row in rows if row.owner_id})
    for row in rows:
        yield (
            row.number,
            row.unit,
            shown(row.phone),
            row.opened_at,
            names.get(row.owner_id or 0, ""),
            yuan(row.list_price_fen),
            None if row.price_fen is None else yuan(row.price_fen),
            yuan(deals.paid(row)),
            said(deals.DealState(row.state).label),
        )


def _names(staff_ids: set[int]) -> dict[int, str]:
    rows = people.Staff.objects.filter(pk__in=staff_ids)
    return dict(rows.values_list("pk", "name"))


_LINE: Final = (
    phrase("No."),
    phrase("Time"),
    phrase("Name"),
    phrase("Phone"),
    phrase("Received by"),
    phrase("Outcome"),
)
export_source(
    What.CUSTOMERS,
    Source(
        (
            phrase("Name"),
            phrase("Phone"),
            phrase("Area"),
            phrase("Where they heard of us"),
            phrase("Followed by"),
            phrase("Last day"),
        ),
        _customers,
    ),
)
export_source(
    What.FOLLOW_UPS,
    Source(
        (
            phrase("Time"),
            phrase("Written by"),
            phrase("Name"),
            phrase("Phone"),
            phrase("Method"),
            phrase("Note"),
        ),
        _follow_ups,
    ),
)
export_source(What.VISITS, Source(_LINE, _receptions("visit")))
export_source(What.CALLS, Source(_LINE, _receptions("call")))
export_source(
    What.RECEIPTS,
    Source(
        (
            phrase("No."),
            phrase("Time"),
            phrase("Unit or goods"),
            phrase("For"),
            phrase("Amount"),
            phrase("Method"),
            phrase("Source of the money"),
            phrase("Received from"),
            phrase("Taken by"),
            phrase("Stands"),
        ),
        _receipts,
    ),
)
export_source(
    What.DEALS,
    Source(
        (
            phrase("Deal"),
            phrase("Unit"),
            phrase("Phone"),
            phrase("Opened"),
            phrase("Followed by"),
            phrase("List price"),
            phrase("Price"),
            phrase("Paid"),
            phrase("State"),
        ),
        _deals,
    ),
)
