"""Keeping a unit from sale, and putting it on sale."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, command
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.floor.catalogue.states import lock_unit, move
from salesfloor.kernel.registers import api as registers

UnitCode = Annotated[Code, Label("Unit"), Reference("unit")]


class UnitMoved(Answer):
    """Where the unit stands now."""

    state: UnitState


@command(
    "withhold",
    may=MANAGERS,
    word=phrase("Withhold from sale"),
    writes=RegisterLine("deals", phrase("Unit {unit} is withheld from sale: {reason}")),
    done=phrase("The unit is not for sale now."),
)
def withhold(*, actor: StaffActor, at: datetime, unit: UnitCode, reason: Reason) -> UnitMoved:
    """Take a unit off sale.

    :raises Refused: `input` unless it is for sale.
    """
    return _move(actor, at, unit, reason, was=UnitState.AVAILABLE, to=UnitState.WITHHELD)


@command(
    "put_on_sale",
    may=MANAGERS,
    word=phrase("Put on sale"),
    writes=RegisterLine("deals", phrase("Unit {unit} is put on sale: {reason}")),
    done=phrase("The unit is for sale now."),
)
def put_on_sale(*, actor: StaffActor, at: datetime, unit: UnitCode, reason: Reason) -> UnitMoved:
    """Put a unit that was withheld on sale.

    :raises Refused: `input` unless it is withheld.
    """
    return _move(actor, at, unit, reason, was=UnitState.WITHHELD, to=UnitState.AVAILABLE)


def _move(
    actor: StaffActor, at: datetime, code: str, reason: str, *, was: UnitState, to: UnitState
) -> UnitMoved:
    unit = lock_unit(actor.site_id, code)
    if unit.state != was:
        raise bad_input(
            phrase(
                "Unit {unit} stands as {state} now, so this does not fit.",
                unit=code,
                state=UnitState(unit.state).label,
            )
        )
    move(unit, to, at=at)
    registers.record(
        actor=actor, at=at, body={"unit": code, "state": to}, personal={"reason": reason}
    )
    about(f"unit:{code}")
    return UnitMoved(state=to)
