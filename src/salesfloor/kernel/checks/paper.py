"""A checklist as a page shows it: items in the reader's language, with what each may be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.kernel.checks.items import sheet
from salesfloor.web.dates import is_chinese

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.checks.lists import Checklist, Item


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One item to answer on the page."""

    code: str
    text: str
    is_number: bool
    may_be_left_out: bool
    needs_photo: bool
    needs_note: bool
    weight: int


def title_of(checklist: Checklist) -> str:
    """Return the name of a list in the reader's language."""
    return checklist.zh if is_chinese() else checklist.en


def asked_items(checklist: Checklist, site_id: int, at: datetime) -> list[AskedItem]:
    """Return the items that a person answers; those that the product answers itself are left out."""
    lines = sheet(checklist, site_id, at).lines
    return [_asked(line.item, checklist) for line in lines if not line.item.auto]


def _asked(item: Item, checklist: Checklist) -> AskedItem:
    return AskedItem(
        code=item.code,
        text=item.zh if is_chinese() else item.en,
        is_number=item.number,
        may_be_left_out=item.na,
        needs_photo=item.photo_on_fail,
        needs_note=bool(checklist.action_clause),
        weight=item.weight,
    )
