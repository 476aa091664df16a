"""Links: finding them, whether they are open, what they hold now, whose card they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.materials.models import HandOut, Material
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime


class Card(Answer):
    """Who gave the materials: a name, a post and a house; nothing about customers."""

    name: str
    post: str
    site: str


def link_numbered(site_id: int, number: int, *, lock: bool = False) -> HandOut:
    """Return a link, its row locked on demand.

    :raises Refused: `input` where there is none.
    """
    rows = HandOut.objects.filter(site_id=site_id, number=number)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise bad_input(phrase("There is no link {link} here.", link=number))
    return row


def is_open(row: HandOut, at: datetime) -> bool:
    """Tell whether a link shows anything: up to the end of its last day, unless it was ended."""
    is_over = row.until_on is not None and day_of(at) > row.until_on
    return row.revoked_at is None and not is_over


def items_of(row: HandOut) -> list[Material]:
    """Return what a link holds: what was published when it was made and was not withdrawn since.

    What was published anew stays there as it was; what is for the house alone by now does not.
    """
    rows = Material.objects.filter(site_id=row.site_id)
    kept = rows.filter(code__in=row.items, withdrawn_at=None, is_internal=True)
    inside = set(kept.values_list("code", flat=True))
    found = rows.filter(pk__in=row.material_ids, reason="").exclude(code__in=inside).in_bulk()
    return [found[one] for one in row.material_ids if one in found]


def card_of(row: HandOut) -> Card:
    """Return the card of who handed it out."""
    person = people.Staff.objects.get(pk=row.staff_id)
    site = people.Site.objects.get(pk=row.site_id)
    return Card(name=person.name, post=person.post, site=site.name)
