"""The row of a customer: made with the first word of a phone, completed by what is told later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.bulk import insert_rows, next_ids, parts
from salesfloor.base.names import initials_of, pinyin_of
from salesfloor.base.sql import Asked, execute, fetch_all, fetch_one, text_array
from salesfloor.floor.customers.models import Customer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_COMPLETED: Final = """
    ON CONFLICT (site_id, phone) DO UPDATE SET
        name = coalesce(nullif(c.name, ''), excluded.name),
        pinyin = CASE WHEN c.name = '' THEN excluded.pinyin ELSE c.pinyin END,
        initials = CASE WHEN c.name = '' THEN excluded.initials ELSE c.initials END,
        area = coalesce(nullif(c.area, ''), excluded.area),
        medium = coalesce(nullif(c.medium, ''), excluded.medium),
        registered_at = least(c.registered_at, excluded.registered_at)
"""
_NUMBERS: Final = """
    SELECT phone, id FROM customers_customer WHERE site_id = %s AND phone = ANY(%s::text[])
"""
_KNOWN: Final = "SELECT id FROM customers_customer WHERE site_id = %s AND phone = %s"
_WRITE: Final = """
    INSERT INTO customers_customer AS c
        (site_id, phone, name, pinyin, initials, area, medium, created_at, registered_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (site_id, phone) DO UPDATE SET
        name = coalesce(nullif(c.name, ''), excluded.name),
        pinyin = CASE WHEN c.name = '' THEN excluded.pinyin ELSE c.pinyin END,
        initials = CASE WHEN c.name = '' THEN excluded.initials ELSE c.initials END,
        area = coalesce(nullif(c.area, ''), excluded.area),
        medium = coalesce(nullif(c.medium, ''), excluded.medium),
        registered_at = coalesce(c.registered_at, excluded.registered_at)
    WHERE c.registered_at IS NULL AND excluded.registered_at IS NOT NULL
        OR c.name = '' AND excluded.name <> '' OR c.area = '' AND excluded.area <> ''
        OR c.medium = '' AND excluded.medium <> ''
"""


def write_customer(
    site_id: int,
    phone: str,
    at: datetime,
    *,
    name: str = "",
    area: str = "",
    medium: str = "",
    registered: bool = False,
) -> None:
    """Make the customer of that phone, or complete the page with what is known now.

    `registered`: the phone stands in the visit or call register from now on.
    """
    since = at if registered else None
    row = (site_id, phone, name, pinyin_of(name), initials_of(name), area, medium, at, since)
    execute(_WRITE, row)


def write_customers(site_id: int, told: Iterable[Told]) -> dict[str, int]:
    """Make or complete the customers that old registers tell of, each phone once; return their numbers."""
    numbers: dict[str, int] = {}
    for part in parts(told):
        ids = next_ids(Customer, len(part))
        rows = (
            {
                "id": number,
                "site_id": site_id,
                "phone": one.phone,
                "name": one.name,
                "pinyin": pinyin_of(one.name),
                "initials": initials_of(one.name),
                "area": one.area,
                "medium": one.medium,
                "created_at": one.at,
                "registered_at": one.at,
            }
            for number, one in zip(ids, part, strict=True)
        )
        insert_rows(Customer, rows, on_conflict=_COMPLETED)
        asked = {one.phone: one.phone for one in part}
        found = fetch_all(_NUMBERS, (site_id, text_array(asked)))
        numbers |= {asked[phone]: int(number) for phone, number in found}
    return numbers


def forget_registration(site_id: int, phone: str) -> None:
    """Take back that a phone stands in a register: its only line is struck."""
    Customer.objects.filter(site_id=site_id, phone=phone).update(registered_at=None)


@dataclass(frozen=True, slots=True)
class Told:
    """What an old register tells of a customer: when first, and what was written down."""

    phone: str
    at: datetime
    name: str = ""
    area: str = ""
    medium: str = ""


class CustomerAsked:
    """The customer of a phone on the way; what is asked before the row is read goes in the same trip."""

    def __init__(self, site_id: int, phone: str) -> None:
        self.site_id = site_id
        self.phone = phone
        self._asked = Asked(_KNOWN, (site_id, phone))

    def id(self, at: datetime) -> int:
        """Return the customer's number; one not known yet is made."""
        known = self._asked.row()
        return int(known[0]) if known else customer_id(self.site_id, self.phone, at)


def customer_id(
    site_id: int,
    phone: str,
    at: datetime,
    *,
    name: str = "",
    area: str = "",
    medium: str = "",
    registered: bool = False,
) -> int:
    """Return the customer of that phone, made or completed with what is known now."""
    write_customer(site_id, phone, at, name=name, area=area, medium=medium, registered=registered)
    known = fetch_one(_KNOWN, (site_id, phone))
    return int(known[0]) if known else 0
