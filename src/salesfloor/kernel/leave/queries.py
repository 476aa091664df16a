"""Who stands in for a lead or manager who is on leave (7.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import Post
from salesfloor.kernel.leave.days import is_on_leave
from salesfloor.kernel.leave.models import Leave, LeaveStatus
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime


def stands_in(person: people.Staff, at: datetime) -> people.Staff | None:
    """Return who acts for a lead or manager at that moment: themselves unless they are on leave.

    On leave it is who covers; without one who is there, a lead's place is the first manager's, a
    manager's the director's. None where nobody is left.
    """
    if not is_on_leave(person.pk, at):
        return person
    cover = _cover_of(person, at)
    if cover is not None:
        return cover
    if person.post == Post.LEAD:
        first = next(iter(people.ladder(person.site_id or 0, at).rungs), None)
    else:
        first = people.ladder(person.site_id or 0, at).above(Post.MANAGER).rung(1)
    there = [one for one in (first.ids if first else []) if not is_on_leave(one, at)]
    return people.Staff.objects.get(pk=there[0]) if there else None


def _cover_of(person: people.Staff, at: datetime) -> people.Staff | None:
    row = Leave.objects.filter(
        staff_id=person.pk, status=LeaveStatus.GRANTED, from_at__lte=at, until_at__gt=at
    ).first()
    if row is None or row.cover_id is None or is_on_leave(row.cover_id, at):
        return None
    return people.Staff.objects.filter(pk=row.cover_id, left_at=None).first()


def acting_lead(team_id: int, at: datetime) -> people.Staff | None:
    """Return who leads a team at that moment: its lead, or who stands in; None without a lead."""
    lead = people.Staff.objects.filter(team_id=team_id, post=Post.LEAD, left_at=None).first()
    return stands_in(lead, at) if lead else None
