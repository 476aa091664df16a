"""What the deals module says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.modules import BY, TIME, Book, Column, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import WITH_DEALS
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals.models import Agreement, Bank
from salesfloor.floor.deals.parts import WHOLE_WAY
from salesfloor.floor.deals.samples import samples
from salesfloor.floor.deals.sight import READERS, seen_by
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase


def _may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees what is attached to a deal."""
    rows = seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()


def _banks(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the banks whose papers the house knows, for a select box."""
    del at
    rows = Bank.objects.filter(site_id=actor.site_id or 0).order_by("code")
    return [(code, name) for code, name in rows.values_list("code", "name")]


def _has_agreement(site_id: int, number: str) -> bool:
    rows = Agreement.objects.filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()


def _may_see_agreement(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees the scans of an agreement: who sees the deal, and who has the paper."""
    if not number.isdecimal():
        return False
    row = Agreement.objects.filter(site_id=site_id, number=int(number)).first()
    if row is None:
        return False
    has_it = actor.staff_id is not None and row.holder_id == actor.staff_id
    return has_it or seen_by(actor).filter(pk=row.deal_id, site_id=site_id).exists()


describe(
    Module(
        name="deals",
        asked_about={"agreement": _has_agreement},
        pages=(
            Page(
                "deals:cashier",
                phrase("Till"),
                "ti-cash-register",
                frozenset({Post.MANAGER, Post.FINANCE, Post.LEAD, Post.SALESPERSON}),
                trades=WITH_DEALS,
                rank=36,
                first_for={Post.FINANCE: 2},
                clauses=("3.4.1.1", "3.4.1.2", "3.4.1.3", "3.5.5"),
                group=Group.SALES,
            ),
            Page(
                "deals:house",
                phrase("What deals go by"),
                "ti-home-dollar",
                MANAGERS | {Post.ADMIN},
                trades=WITH_DEALS,
                rank=38,
                in_bar=False,
                clauses=("3.4.1.1", "3.4.2.3"),
            ),
            Page(
                "deals:pictures",
                phrase("Deals in pictures"),
                "ti-chart-bar",
                MANAGERS | {Post.FINANCE},
                trades=WITH_DEALS,
                rank=39,
                clauses=("7.1.4", "3.4.1.2", "7.1.11", "7.2.3"),
                group=Group.SALES,
            ),
            Page(
                "deals:deals",
                phrase("Deals"),
                "ti-home-dollar",
                READERS,
                trades=WITH_DEALS,
                rank=37,
                first_for={Post.FINANCE: 2},
                clauses=("7.1.4", "3.4.2.1", "3.4.2.2", "3.4.2.3", "3.4.2.4", "3.4.2.5"),
                group=Group.SALES,
            ),
        ),
        parts=(WHOLE_WAY,),
        subjects=(
            Subject("deal", phrase("Deal"), "deals:deal", ("number",), may_see=_may_see),
            Subject(
                "agreement",
                phrase("Agreement"),
                "deals:agreement",
                ("number",),
                may_see=_may_see_agreement,
            ),
            Subject("agreement_paper", phrase("Paper"), "deals:agreement_paper", ("number",)),
            Subject("receipt", phrase("Receipt"), "deals:receipt", ("number",)),
            Subject("ending_paper", phrase("Paper"), "deals:ending_paper", ("number",)),
            Subject("refund_paper", phrase("Paper"), "deals:refund_paper", ("number",)),
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
        options={"bank": _banks},
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
catalogue.way_on(
    catalogue.Way(
        phrase("Take a deposit"),
        "deals:cashier",
        {},
        frozenset({Post.MANAGER, Post.FINANCE}),
        frozenset({catalogue.UnitState.AVAILABLE, catalogue.UnitState.HELD}),
        rank=2,
    )
)
catalogue.way_on(
    catalogue.Way(
        phrase("Deals of this unit"),
        "deals:deals",
        {},
        MANAGERS | {Post.FINANCE},
        frozenset(catalogue.UnitState)
        - {catalogue.UnitState.AVAILABLE, catalogue.UnitState.WITHHELD},
        rank=5,
    )
)
catalogue.way_on(
    catalogue.Way(
        phrase("A customer wants it no more"),
        "web:give",
        {"name": "stop_wanting"},
        frozenset({Post.MANAGER, Post.LEAD, Post.SALESPERSON, Post.DESK}),
        frozenset(catalogue.UnitState),
        rank=4,
        only_wanted=True,
    )
)
catalogue.way_on(
    catalogue.Way(
        phrase("A customer wants this unit"),
        "web:give",
        {"name": "want_unit"},
        frozenset({Post.MANAGER, Post.LEAD, Post.SALESPERSON, Post.DESK}),
        frozenset(catalogue.UnitState) - {catalogue.UnitState.CONTRACTED},
        rank=3,
    )
)
