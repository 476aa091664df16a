"""Whose team: in which team people worked at any moment, moves and loans counted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.kernel.people.models import Move, Staff, Team

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class TeamHistory:
    """The teams of some people over time, read once and asked for many moments."""

    def __init__(self, staff_ids: Iterable[int]) -> None:
        """Read the moves of those people."""
        ids = sorted(set(staff_ids))
        self._now = dict(Staff.objects.filter(pk__in=ids).values_list("pk", "team_id"))
        self._transfers: dict[int, list[Move]] = defaultdict(list)
        self._loans: dict[int, list[Move]] = defaultdict(list)
        for move in Move.objects.filter(staff_id__in=ids).order_by("from_at", "pk"):
            if move.kind == Move.Kind.LOAN:
                self._loans[move.staff_id].append(move)
            elif move.kind == Move.Kind.TRANSFER:
                self._transfers[move.staff_id].append(move)

    def at(self, staff_id: int, moment: datetime) -> int | None:
        """Return the team in which a person worked at a moment, a running loan counted."""
        for loan in self._loans[staff_id]:
            ends = loan.ended_at or loan.until_at
            if loan.from_at <= moment and (ends is None or moment < ends):
                return loan.to_team_id
        return self.home(staff_id, moment)

    def home(self, staff_id: int, moment: datetime) -> int | None:
        """Return the person's own team at a moment, loans left out."""
        found = self._now.get(staff_id)
        for move in reversed(self._transfers[staff_id]):
            if move.from_at <= moment:
                return move.to_team_id
            found = move.from_team_id
        return found


def team_names_of(site_id: int) -> dict[int, str]:
    """Return the names of a site's teams by id."""
    return dict(Team.objects.filter(site_id=site_id).values_list("pk", "name"))


class PlaceHistory:
    """At which site people worked at any moment: at home, or where a loan took them."""

    def __init__(self, staff: Iterable[Staff]) -> None:
        """Read the loans of those people."""
        self._home = {person.pk: person.site_id for person in staff}
        self._loans: dict[int, list[tuple[datetime, datetime | None, int | None]]] = defaultdict(
            list
        )
        rows = Move.objects.filter(staff_id__in=list(self._home), kind=Move.Kind.LOAN)
        for staff_id, from_at, until_at, ended_at, site_id in rows.values_list(
            "staff_id", "from_at", "until_at", "ended_at", "to_team__site_id"
        ):
            self._loans[staff_id].append((from_at, ended_at or until_at, site_id))

    def at(self, staff_id: int, moment: datetime) -> int | None:
        """Return the site where a person worked at a moment."""
        for from_at, ends, site_id in self._loans[staff_id]:
            if from_at <= moment and (ends is None or moment < ends):
                return site_id
        return self._home[staff_id]


def ever_at(site_id: int, from_at: datetime, until_at: datetime) -> list[Staff]:
    """Return everybody who worked at a site at some time between two moments, by code."""
    lent = Move.objects.filter(
        kind=Move.Kind.LOAN, to_team__site_id=site_id, from_at__lt=until_at
    ).values("staff_id")
    here = Staff.objects.filter(Q(site_id=site_id) | Q(pk__in=lent), joined_at__lt=until_at)
    there = here.filter(Q(left_at=None) | Q(left_at__gt=from_at))
    return list(there.select_related("team").order_by("code"))
