"""Which tables are free: a table is, unless an open reception has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.reception import api as reception
from salesfloor.floor.tables.models import SalesTable, Sitting, Topic

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.api import Talk


def tables_of(site_id: int) -> list[SalesTable]:
    """Return the tables of a site that are in use, by code."""
    rows = SalesTable.objects.filter(site_id=site_id, in_use=True)
    return sorted(rows, key=lambda one: catalogue.by_number(one.code))


def taken_now(site_id: int) -> dict[int, tuple[Sitting, Talk]]:
    """Return who sits where, by table; receptions that are over sit nowhere."""
    talks = reception.open_talks(site_id)
    sittings = Sitting.objects.filter(table__site_id=site_id, until_at=None)
    return {
        one.table_id: (one, talks[one.reception_id])
        for one in sittings
        if one.reception_id in talks
    }


def topic_of(reception_id: int) -> str:
    """Return what a reception is about as it was told last; empty where nobody told (9.3.2.4)."""
    told = Topic.objects.filter(reception_id=reception_id)
    return told.values_list("about", flat=True).first() or ""


def topics_of(receptions: Collection[int]) -> dict[int, str]:
    """Return what each of these receptions is about, for those of which it was told (9.3.2.4)."""
    told = Topic.objects.filter(reception_id__in=receptions)
    return dict(told.values_list("reception_id", "about"))


def free_codes(site_id: int) -> list[str]:
    """Return the tables that nobody sits at, by code."""
    taken = taken_now(site_id)
    return [one.code for one in tables_of(site_id) if one.pk not in taken]


def clear_over(table: SalesTable, at: datetime) -> None:
    """Give up the seat of a reception that is over at a table that is locked."""
    talks = reception.open_talks(table.site_id)
    left = Sitting.objects.filter(table=table, until_at=None).exclude(reception_id__in=list(talks))
    left.update(until_at=at)


def free_tables(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the free tables with what sitting there is good for, for a select box."""
    del at
    free = set(free_codes(actor.site_id or 0))
    return [
        (one.code, f"{one.code} · {one.note}" if one.note else one.code)
        for one in tables_of(actor.site_id or 0)
        if one.code in free
    ]
