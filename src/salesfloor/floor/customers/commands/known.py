"""Correcting the page of a customer together with a reception that told the same (9.1.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.names import initials_of, pinyin_of
from salesfloor.floor.customers.models import Customer

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final = ("name", "area", "medium")


def correct_known(
    site_id: int, phone: str, *, before: Mapping[str, str], given: Mapping[str, str]
) -> None:
    """Replace on the customer's page only what is empty, or still stands there as it was told then."""
    customer = Customer.objects.select_for_update().filter(site_id=site_id, phone=phone).first()
    if customer is None:
        return
    same = {
        field: text
        for field, text in given.items()
        if field in FIELDS and getattr(customer, field) in {"", before.get(field, "")}
    }
    if "name" in same:
        same |= {"pinyin": pinyin_of(same["name"]), "initials": initials_of(same["name"])}
    if same:
        Customer.objects.filter(pk=customer.pk).update(**same)
