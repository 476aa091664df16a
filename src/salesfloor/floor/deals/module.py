"""What the deals module says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.modules import BY, TIME, Book, Column, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.deals.samples import samples
from salesfloor.floor.deals.sight import READERS, seen_by
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


def _may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees what is attached to a deal."""
    rows = seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()


describe(
    Module(
        name="deals",
        pages=(
            Page(
                "deals:cashier",
                phrase("Till"),
                "ti-cash-register",
                frozenset({Post.MANAGER, Post.FINANCE, Post.LEAD, Post.SALESPERSON}),
                trades=WITH_ROTATION,
                rank=36,
                first_for={Post.FINANCE: 2},
                clauses=("3.4.1.1", "3.4.1.2", "3.4.1.3", "3.5.5"),
            ),
            Page(
                "deals:deals",
                phrase("Deals"),
                "ti-home-dollar",
                READERS,
                trades=WITH_ROTATION,
                rank=37,
                first_for={Post.FINANCE: 2},
                clauses=("7.1.4", "3.4.2.1", "3.4.2.4"),
            ),
        ),
        subjects=(
            Subject("deal", phrase("Deal"), "deals:deal", ("number",), may_see=_may_see),
            Subject("agreement", phrase("Agreement"), "deals:agreement", ("number",)),
            Subject("agreement_paper", phrase("Paper"), "deals:agreement_paper", ("number",)),
            Subject("receipt", phrase("Receipt"), "deals:receipt", ("number",)),
            Subject("receipt_paper", phrase("Paper"), "deals:receipt_paper", ("number",)),
        ),
        books=(
            Book(
                "agreement",
                phrase("Agreement book"),
                phrase("Subscription agreements, one line each."),
                (
                    TIME,
                    Column("entry", phrase("Entry"), "sentence", weight=8),
                    Column("buyer", phrase("Buyer"), "value.buyer", weight=3),
                    BY,
                ),
                readers=frozenset({Post.FINANCE}),
            ),
        ),
        samples=samples,
    )
)
rulebook.name_choices(
    {
        "manager_designee_finance": phrase("managers, who they name, and finance"),
        "finance_only": phrase("finance only"),
    },
    policy="deposit.taken_by",
)
