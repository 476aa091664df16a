"""'Why am I here?': one person's place in a queue, told as the chain of the day's events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.china_time import day_of, start_of
from salesfloor.floor.reception.commands.places import as_move
from salesfloor.floor.reception.models import Assistant, PlaceChange, Reception
from salesfloor.floor.reception.queries.board import Board, Queue, Stander, board_of
from salesfloor.floor.reception.rules import reasons

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Why:
    """A place, who stands before it, and how it came about."""

    board: Board
    queue: Queue
    stander: Stander
    ahead: tuple[Stander, ...]
    chain: tuple[reasons.Reason, ...]


def why_here(site_id: int | None, at: datetime, staff_id: int, channel: str) -> Why | None:
    """Return why the person stands where they stand, or None when not in that queue.

    :raises Refused: `input` where there is no such site.
    """
    board = board_of(site_id, at)
    queue = next((one for one in board.queues if one.channel == channel), board.queues[0])
    stander = next((one for one in queue.standers if one.staff_id == staff_id), None)
    if stander is None:
        return None
    start = start_of(day_of(at))
    moves = PlaceChange.objects.filter(
        site_id=board.glance.site_id, at__gte=start, at__lte=at, channel=queue.channel
    )
    chain = reasons.chain(
        staff_id,
        [as_move(change) for change in moves.order_by("at", "pk")],
        _engagements(board.glance.site_id, staff_id, start),
    )
    ahead = tuple(one for one in queue.standers if one.position < stander.position)
    return Why(board, queue, stander, ahead, tuple(chain))


def _engagements(site_id: int, staff_id: int, start: datetime) -> Iterable[reasons.Engagement]:
    receptions = Reception.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=start),
        site_id=site_id,
        receiver_id=staff_id,
        struck_at=None,
    )
    for assigned_at, ended_at, basis, ref in receptions.values_list(
        "assigned_at", "ended_at", "basis", "ref"
    ):
        if assigned_at is not None:
            yield reasons.Engagement(assigned_at, ended_at, basis, ref)
    helped = Assistant.objects.filter(Q(until_at=None) | Q(until_at__gte=start), staff_id=staff_id)
    for from_at, until_at, ref in helped.values_list("from_at", "until_at", "reception__ref"):
        yield reasons.Engagement(from_at, until_at, "assistant", ref)
