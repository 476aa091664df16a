"""What the conduct module says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.modules import Group, Module, Page, Subject, TodayPart, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.conduct import fines, statements, today
from salesfloor.kernel.conduct.commands.observing import MEMBERS
from salesfloor.kernel.conduct.items import options
from salesfloor.kernel.conduct.lists import records_seen_by
from salesfloor.kernel.conduct.models import FormKind
from salesfloor.kernel.conduct.samples import samples
from salesfloor.web.directory import name_papers

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor

__all__ = ["fines", "statements"]
SELLERS: Final = frozenset({Post.SALESPERSON, Post.LEAD})


def _may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees what is attached to a record."""
    rows = records_seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()


name_papers({one.value: one.label for one in (FormKind.CONTRACT, FormKind.LOAN)})
describe(
    Module(
        name="conduct",
        pages=(
            Page(
                "conduct:conduct",
                phrase("Conduct"),
                "ti-scale",
                MEMBERS,
                rank=60,
                clauses=("7.2.5", "7.2.7", "7.2.4"),
                group=Group.RULES,
            ),
            Page(
                "conduct:statement",
                phrase("Statement of fines"),
                "ti-receipt-tax",
                statements.READERS,
                rank=64,
                clauses=("7.1.11", "7.1.14"),
                group=Group.RULES,
            ),
        ),
        subjects=(
            Subject("conduct", phrase("Record"), "conduct:record", ("number",), may_see=_may_see),
            Subject("statement", phrase("Statement of fines"), "conduct:statement_of", ("month",)),
        ),
        options={"conduct_item": options},
        today=(TodayPart("conduct/_today.html", today.part, posts=SELLERS, rank=12),),
        samples=samples,
    )
)
