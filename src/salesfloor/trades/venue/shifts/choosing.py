"""What forms of the shifts offer: kinds of shift, who stands on one, what waits to be acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import Post
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.people import api as people
from salesfloor.trades.venue.hazards.api import Hazard
from salesfloor.trades.venue.shifts import rules
from salesfloor.trades.venue.shifts.commands.rostering import ON_SHIFTS
from salesfloor.trades.venue.shifts.models import LogEntry, ShiftKind

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase

    Options = list[tuple[str, Phrase | str]]


def kinds_to_choose(actor: Actor, at: datetime) -> Options:
    """Return the kinds of shift of the site, by their hours."""
    del at
    rows = ShiftKind.objects.filter(site_id=actor.site_id or 0).order_by("starts", "code")
    return [(row.code, f"{row.name} {row.starts:%H:%M}–{row.ends:%H:%M}") for row in rows]


def people_for_shifts(actor: Actor, at: datetime) -> Options:
    """Return who can be put on a shift: attendants and leads of the site."""
    return people.choices_of(ON_SHIFTS, actor, at)


def entries_to_acknowledge(actor: Actor, at: datetime) -> Options:
    """Return the serious entries that wait and that one stands above."""
    del at
    rows = LogEntry.objects.filter(
        site_id=actor.site_id or 0, is_serious=True, acknowledged_at=None
    ).order_by("number")
    return [
        (str(row.number), f"{row.number} {row.text[:40]}")
        for row in rows
        if rules.may_acknowledge(Post(actor.post), Post(row.post))
    ]


def hazards_to_acknowledge(actor: Actor, at: datetime) -> Options:
    """Return the hazards that nobody has acknowledged and whose finder one stands above."""
    rows = Hazard.objects.filter(site_id=actor.site_id or 0, acknowledged_at=None)
    posts = dict(rows.values_list("number", "finder_post"))
    return [
        one
        for one in findings.open_to_choose(actor, at)
        if int(one[0]) in posts
        and rules.may_acknowledge(Post(actor.post), Post(posts[int(one[0])]))
    ]
