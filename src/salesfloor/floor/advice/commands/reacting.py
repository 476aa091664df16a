"""How the customer takes each point, while walking through (5.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, board_changed, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import Line, RequiredLine
from salesfloor.floor.advice import facts, rules
from salesfloor.floor.advice.choices import Reaction
from salesfloor.floor.advice.commands.showing import LayoutName, tied
from salesfloor.floor.advice.models import Response
from salesfloor.kernel.registers import api as registers


class Reacted(Answer):
    """Nothing more is to be said."""


@command(
    "react",
    may=ANYONE,
    word=phrase("Note a reaction"),
    clauses=("5.4", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} on {point} of {layout}: {reaction}")),
    done=phrase("Noted."),
)
def react(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    layout: LayoutName,
    point: Annotated[RequiredLine, Label("Point: a strength, a zone or an indicator")],
    reaction: Annotated[Reaction, Label("How it was taken")],
    note: Annotated[Line, Label("Note")] = "",
) -> Reacted:
    """Note how the customer took a point of what was shown today; the latest counts (5.4).

    :raises Refused: 3.4.3.5 unless by a receiver or the owner; `input` unless shown today.
    """
    tie = tied(actor, at, phone)
    shown = facts.shown_today(tie.site_id, tie.phone, at).filter(layout=layout)
    rules.may_react(is_shown=shown.exists(), layout=layout).enforce()
    Response.objects.create(
        site_id=tie.site_id,
        phone=tie.phone,
        layout=layout,
        point=point,
        reaction=reaction,
        note=note,
        at=at,
        by=actor.code,
    )
    body = {"layout": layout, "point": point, "reaction": reaction}
    registers.record(actor=actor, at=at, body=body, personal={"phone": tie.phone, "note": note})
    cite("5.4")
    facts.note_about(tie, at)
    board_changed()
    return Reacted()
