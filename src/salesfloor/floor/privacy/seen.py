"""Who saw a customer's data: phones shown, pages opened, joint looks, volumes, exports, lists, copies (case 116)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.db.models import F, Q, Window
from django.db.models.functions import Lead

from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.exports import api as exports
from salesfloor.floor.privacy.choices import Way
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from salesfloor.floor.customers.api import Customer

_ABOUT_ONE: Final = {
    "reveal_phone": Way.PHONE,
    "read_follow_ups": Way.PAGE,
    "look": Way.LOOK,
    "copy_for_customer": Way.COPY,
}
_OF_A_VOLUME: Final = {"read": Way.READ, "print": Way.PRINT, "export": Way.EXPORT}
_ALL_BOOKS: Final = "*"


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody saw something: when, who, how; with whom, why, in which volume or export."""

    at: datetime
    by: str
    way: Way
    with_: str = ""
    reason: str = ""
    of: str = ""


def seen_of(customer: Customer, at: datetime) -> list[Seen]:
    """Return everybody who saw the customer's data by then, the latest first."""
    found = [*_by_custody(customer, at), *_by_exports(customer, at), *_by_lists(customer, at)]
    return sorted(found, key=lambda one: (one.at, one.by), reverse=True)


def _by_custody(customer: Customer, at: datetime) -> Iterator[Seen]:
    volumes = _volumes_with(customer)
    lines = registers.Line.objects.filter(
        Q(body__contains=f'"customer":{customer.pk}') | Q(body__contains='"volume":"'),
        book__site_id=customer.site_id,
        book__kind="custody",
        at__lte=at,
    )
    for done_at, who, body in lines.values_list("at", "actor", "body"):
        said: dict[str, Any] = orjson.loads(body)
        way = _way_of(said, customer, volumes)
        if way is not None:
            more = (said.get("with", ""), said.get("reason", ""), said.get("volume", ""))
            yield Seen(done_at, who, way, *more)


def _way_of(said: Mapping[str, Any], customer: Customer, volumes: set[str]) -> Way | None:
    """Return how a line of the custody book says that the customer's data were seen, if it does."""
    if said.get("customer") == customer.pk:
        return _ABOUT_ONE.get(said["do"])
    volume = said.get("volume")
    is_of_all = volume == _ALL_BOOKS and said.get("values")
    return _OF_A_VOLUME.get(said["do"]) if is_of_all or volume in volumes else None


def _by_exports(customer: Customer, at: datetime) -> Iterator[Seen]:
    rows = list(exports.holding(customer.site_id, customer.pk).filter(taken_at__lte=at))
    askers = people.Staff.objects.filter(pk__in={row.asked_by_id for row in rows})
    codes = dict(askers.values_list("pk", "code"))
    for row in rows:
        if row.taken_at is not None:
            of = f"export:{row.number}"
            yield Seen(row.taken_at, codes[row.asked_by_id], Way.EXPORT, "", row.reason, of)


def _by_lists(customer: Customer, at: datetime) -> Iterator[Seen]:
    for row in exports.lists_holding(customer.site_id, customer.pk).filter(at__lte=at):
        yield Seen(row.at, row.by, Way.LIST, of=f"list:{row.listed}")


def _volumes_with(customer: Customer) -> set[str]:
    """Return the names of the volumes in which lines about the customer stand."""
    site_id = customer.site_id
    pages = customers.FollowUp.objects.filter(customer=customer)
    held = registers.Book.objects.filter(pk__in=pages.values("page__book_id"))
    names = set(held.values_list("name", flat=True))
    for kind, numbers in _numbers(customer).items():
        names |= _volumes_of(site_id, kind, numbers)
    return names


def _numbers(customer: Customer) -> dict[str, set[int]]:
    """Return the numbers of the lines about the customer, struck ones too, by register."""
    rows = reception.Reception.objects.filter(site_id=customer.site_id, phone=customer.phone)
    found: dict[str, set[int]] = {}
    for channel, number in rows.values_list("channel", "register_no"):
        found.setdefault(channel, set()).add(number)
    for deal in deals.Deal.objects.filter(site_id=customer.site_id, phone=customer.phone):
        receipts = deals.receipts_of(deal).values_list("number", flat=True)
        found.setdefault("receipt", set()).update(receipts)
    return found


def _volumes_of(site_id: int, kind: str, numbers: Iterable[int]) -> set[str]:
    shelf = registers.Book.objects.filter(site_id=site_id, kind=kind, holder_id=None)
    starts = shelf.order_by("first_no").annotate(
        next_no=Window(Lead("first_no"), order_by=F("first_no").asc())
    )
    volumes = list(starts.values_list("name", "first_no", "next_no"))
    return {
        name
        for number in numbers
        for name, first, after in volumes
        if first <= number and (after is None or number < after)
    }
