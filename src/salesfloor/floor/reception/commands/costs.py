"""What the house pays to be heard of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from salesfloor.base.commands import Actor, Answer, about, cite, command
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import fen_from_yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.reception.models import MediumCost
from salesfloor.kernel.registers import api as registers


def _cost(given: object) -> object:
    if not isinstance(given, str):
        return given
    return 0 if given.strip() in {"0", "0.00"} else fen_from_yuan(given)


Cost = Annotated[int, BeforeValidator(_cost)]
"""What something cost, given in yuan and held in fen; nothing takes an earlier word back."""
Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


@command(
    "medium_cost",
    may=MANAGERS,
    word=phrase("Note what a medium cost"),
    clauses=("9.1.1.4",),
    writes=RegisterLine("floor", phrase("{medium} cost {amount} yuan in {month}")),
)
def note_medium_cost(
    *, actor: Actor, at: datetime, medium: RequiredLine, month: Month, amount: Cost
) -> Answer:
    """Note what a medium cost in a month; the latest word counts (9.1.1.4)."""
    site_id = registers.site_of(actor)
    MediumCost.objects.update_or_create(
        site_id=site_id,
        medium=medium,
        month=date.fromisoformat(f"{month}-01"),
        defaults={"fen": amount, "noted_at": at, "noted_by": actor.code},
    )
    yuan = f"{amount // 100}.{amount % 100:02d}"
    registers.append(
        site_id=site_id,
        kind="floor",
        actor=actor,
        at=at,
        body={"do": "medium_cost", "medium": medium, "month": month, "amount": yuan},
    )
    cite("9.1.1.4")
    about(f"medium:{medium}")
    return {"medium": medium, "month": month, "amount": yuan}
