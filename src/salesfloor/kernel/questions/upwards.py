"""To whom a doubt goes that names nobody: the lead of the day, then the line above the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import Post
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.people.api import Staff


def above(person: Staff, site_id: int, at: datetime) -> Staff | None:
    """Return the person's lead of that day, else the manager, else the next above; None of the highest."""
    team_id = people.team_at(person, at)
    if Post(person.post) is Post.SALESPERSON and team_id is not None:
        leads = people.Staff.objects.filter(team_id=team_id, post=Post.LEAD, left_at=None)
        lead = leads.exclude(pk=person.pk).first()
        if lead is not None:
            return lead
    return next_above(person, site_id, at)


def next_above(person: Staff, site_id: int, at: datetime) -> Staff | None:
    """Return the site's manager; of a manager the director, of a director the general manager."""
    rungs = people.ladder(site_id, at).above(Post(person.post)).rungs
    ids = [staff_id for rung in rungs for staff_id in rung.ids if staff_id != person.pk]
    return people.Staff.objects.get(pk=ids[0]) if ids else None
