"""The board, receptions, why somebody stands where they stand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.late import rotation_of
from salesfloor.floor.reception.models import Floor
from salesfloor.floor.reception.rules import rotation
from salesfloor.kernel.rulebook import api as rulebook


def floor_at(site_id: int, at: datetime) -> rotation.Floor:
    """Return the rotation as it stands at that moment, without locking it."""
    row = Floor.objects.filter(pk=site_id).values_list("state", flat=True).first()
    if row is None:
        raise bad_input(phrase("Say at which site."))
    floor = rotation.from_json(row)
    if floor.day > day_of(at):
        return rotation_of(site_id, day_of(at))
    return floor.as_of(at)


class BoardShown(Answer):
    """Answer of `board`."""

    queue: list[str]
    busy: list[str]
    away: list[str]


@question(
    "board",
    without_by=True,
    may=ANYONE,
    word=phrase("Ask for the board"),
    clauses=(
        "3.2.1.1",
        "3.2.2",
    ),
    trades=WITH_ROTATION,
)
def board(
    *,
    actor: SiteActor,
    at: datetime,
    channel: Annotated[customers.Channel, Label("Channel")] = customers.Channel.VISIT,
) -> BoardShown:
    """Say who is up, in order, who is busy and who is away (3.2.1.1); calls may share (3.2.2)."""
    site_id = actor.site_id
    floor = floor_at(site_id, at)
    is_shared = rulebook.policies(site_id, at)["phone.rotation"] == "shared"
    queue = floor.queue(rotation.VISIT if is_shared else channel)
    return BoardShown(
        queue=rotation.codes_in_order(floor, queue),
        busy=rotation.codes_in_order(floor, [s for s in queue if s in floor.engaged]),
        away=rotation.codes_in_order(floor, [s for s in queue if floor.people[s].is_away]),
    )
