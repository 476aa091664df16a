"""What the house pays to be heard of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import FenOrNothing, yuan
from salesfloor.base.periods import MonthField
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.texts import RequiredLine
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.reception.models import MediumCost
from salesfloor.kernel.registers import api as registers


class MediumCostNoted(Answer):
    """What a medium costs in a month, in yuan."""

    medium: str
    month: str
    amount: str


@command(
    "medium_cost",
    may=MANAGERS,
    word=phrase("Note what a medium cost"),
    clauses=("9.1.1.4",),
    writes=RegisterLine("floor", phrase("{medium} cost {amount} yuan in {month}")),
    trades=WITH_ROTATION,
)
def note_medium_cost(
    *,
    actor: SiteActor,
    at: datetime,
    medium: Annotated[RequiredLine, Label("Medium")],
    month: Annotated[MonthField, Label("Month")],
    amount: Annotated[FenOrNothing, Label("Amount")],
) -> MediumCostNoted:
    """Note what a medium cost in a month; the latest word counts; `0` takes it back (9.1.1.4)."""
    site_id = actor.site_id
    MediumCost.objects.update_or_create(
        site_id=site_id,
        medium=medium,
        month=month.first,
        defaults={"fen": amount, "noted_at": at, "noted_by": actor.code},
    )
    said = {"medium": medium, "month": str(month), "amount": yuan(amount)}
    registers.append(
        site_id=site_id,
        kind="floor",
        actor=actor,
        at=at,
        body={"do": "medium_cost", **said},
    )
    cite("9.1.1.4")
    about(f"medium:{medium}")
    return MediumCostNoted(**said)
