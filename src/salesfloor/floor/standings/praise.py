"""Commendations that the team may read: whose person agreed, of the last thirty days (4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.posts import MANAGERS
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import Praise
from salesfloor.kernel.conduct import api as conduct
from salesfloor.web.directory import names_by_id

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.base.commands import StaffActor

SHOWN_FOR: Final = timedelta(days=30)
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A commendation as the team reads it."""

    name: str
    words: str
    at: datetime | date


def shown_to(actor: StaffActor, at: datetime) -> list[Shown]:
    """Return the commendations on the page of one's team, the latest first; a manager sees every team's."""
    rows = Praise.objects.filter(
        site_id=actor.site_id, agreed_at__isnull=False, at__gt=at - SHOWN_FOR
    )
    if actor.post not in MANAGERS:
        rows = rows.filter(team_id=results.sight_of(actor, at).team_id or 0)
    found = list(rows.order_by("-at", "-number")[:MOST])
    records = conduct.Record.objects.filter(
        site_id=actor.site_id, number__in=[row.number for row in found]
    )
    words = {row.number: row.note for row in records if row.state == conduct.State.STANDING}
    names = names_by_id([row.staff_id for row in found])
    return [
        Shown(names.get(row.staff_id, ""), words[row.number], row.at)
        for row in found
        if words.get(row.number)
    ]
