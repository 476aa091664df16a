"""Agreeing to stand among the first three on the wall, and taking that back (4.1.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, board_changed, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import OnTheWall
from salesfloor.kernel.registers import api as registers

CLAUSE = "4.1.4"


class Agreed(Answer):
    """Whether one may stand on the wall."""

    agreed: bool


@command(
    "agree_to_wall",
    may=results.MEMBERS,
    word=phrase("My name on the wall"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("{by}: name on the wall: {agreed}.")),
    done=phrase("Noted; it holds at once."),
)
def agree_to_wall(
    *,
    actor: StaffActor,
    at: datetime,
    agreed: Annotated[
        bool, Label("I agree", hint=phrase("among the first three only; taken back at any time"))
    ] = True,
) -> Agreed:
    """Agree to stand on the wall when one is among the first three, or take it back."""
    if agreed:
        OnTheWall.objects.get_or_create(staff_id=actor.staff_id, defaults={"agreed_at": at})
    else:
        OnTheWall.objects.filter(staff_id=actor.staff_id).delete()
    registers.record(actor=actor, at=at, body={"agreed": agreed})
    cite(CLAUSE)
    board_changed()
    return Agreed(agreed=agreed)
