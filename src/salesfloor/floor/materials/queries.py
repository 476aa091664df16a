"""How often a link was opened, and nothing else about who did (9.5.1.1)."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.materials.commands import LinkNumber
from salesfloor.floor.materials.links import link_numbered
from salesfloor.floor.materials.models import HandOut
from salesfloor.floor.reception import api as reception


class Openings(Answer):
    """How often a link was opened, by how many, first and last."""

    count: int
    visitors: int
    first_at: Instant | None
    last_at: Instant | None


@question(
    "openings",
    may=ANYONE,
    word=phrase("How often a link was opened"),
    clauses=("9.5.1.1", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def openings(*, actor: StaffActor, at: datetime, link: LinkNumber) -> Openings:
    """Answer the openings of a link that count.

    :raises Refused: 3.4.3.5 unless by the owner, the owner's lead or a manager.
    """
    row = link_numbered(actor.site_id, link)
    part = reception.Part
    reception.tie_to(actor, at, row.phone).must_be(part.OWNER, part.LEAD, part.MANAGER)
    return openings_of(row)


def openings_of(row: HandOut) -> Openings:
    """Return the openings of a link; a visitor whom nothing names is one each time."""
    rows = list(row.openings.order_by("at", "pk").values_list("visitor", "at"))
    named = {visitor for visitor, _ in rows if visitor}
    unnamed = sum(1 for visitor, _ in rows if not visitor)
    return Openings(
        count=len(rows),
        visitors=len(named) + unnamed,
        first_at=rows[0][1] if rows else None,
        last_at=rows[-1][1] if rows else None,
    )
