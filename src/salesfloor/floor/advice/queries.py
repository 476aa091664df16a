"""What the need suggests, in which order to walk through, and whether it is time to close."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label, Reference
from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import answered, exact
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.advice import facts, rules, scoring
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.language import said

if TYPE_CHECKING:
    from salesfloor.floor.reception.api import Tie

DECIMALS = 2


class Recommended(Answer):
    """A layout with its best units, and what speaks for and against the best of them."""

    layout: str
    score: int
    units: list[str]
    price_from: str | None
    reasons: list[str]
    drawbacks: list[str]


class Recommendation(Answer):
    """What to show, best first, and what comes near."""

    layouts: list[Recommended]
    near: list[Recommended]


@question(
    "recommend",
    may=ANYONE,
    word=phrase("What fits the need"),
    clauses=("5.1", "9.2.2.3", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def recommend(*, actor: StaffActor, at: datetime, phone: Phone) -> Recommendation:
    """Rank layouts and units for sale by what the customer needs, with reasons and drawbacks (5.1).

    :raises Refused: 3.4.3.5 for who has no part in the customer; 5.1 without a need.
    """
    tie = _tied(actor, at, phone)
    found = advice_for(tie, at)
    return Recommendation(
        layouts=[_answered(one) for one in found.layouts],
        near=[_answered(one) for one in found.near],
    )


def advice_for(tie: Tie, at: datetime) -> scoring.Advice:
    """Return what the customer's need suggests.

    :raises Refused: 5.1 without a need.
    """
    wanted = facts.wanted_by(tie.site_id, tie.phone)
    rules.may_recommend(stated=wanted.stated).enforce()
    offers = facts.offers_of(tie.site_id, day_of(at))
    if offers and not offers[0].is_unit:
        wanted = scoring.for_goods(wanted)
    most = facts.most_shown(tie.site_id, at)
    return scoring.advise(offers, wanted, facts.known_of(tie.site_id, tie.phone), most=most)


def _answered(one: scoring.Suggestion) -> Recommended:
    units = [judged.offer.code for judged in one.offers if judged.offer.is_unit]
    return Recommended(
        layout=one.layout,
        score=one.score,
        units=units[: scoring.SHOWN_UNITS],
        price_from=None if one.price_from is None else yuan(one.price_from),
        reasons=list(one.reasons),
        drawbacks=list(one.drawbacks),
    )


class Walk(Answer):
    """The zones in the order in which to walk through them."""

    zones: list[str]


@question(
    "walk_through",
    may=ANYONE,
    word=phrase("In which order to walk through"),
    clauses=("5.4", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def walk_through(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    layout: Annotated[RequiredLine, Label("Layout"), Reference("layout")],
) -> Walk:
    """Order the zones of a layout by what this customer likes, liked ones first (5.4).

    :raises Refused: 3.4.3.5 for who has no part in the customer; `input` for a layout that nobody
        described.
    """
    tie = _tied(actor, at, phone)
    row = catalogue.Layout.objects.filter(site_id=tie.site_id, name=layout).first()
    if row is None:
        raise bad_input(phrase("Nobody has described the layout {layout} yet.", layout=layout))
    return Walk(zones=walk_of(tie.site_id, tie.phone, row))


def walk_of(site_id: int, phone: str, layout: catalogue.Layout) -> list[str]:
    """Return the zones of a layout in the order for one customer."""
    taken = {
        point: reaction
        for (name, point), reaction in facts.reactions_of(site_id, phone).items()
        if name == layout.name
    }
    liked = particulars.liked_tags(site_id, phone)
    return scoring.walking_order(layout.zones, liked, taken)


class Accepted(Answer):
    """How far the customer is convinced, from what is on record."""

    acceptance: float | None
    suggest: bool
    because: list[str]


@question(
    "acceptance",
    may=ANYONE,
    word=phrase("How far the customer is convinced"),
    clauses=("9.3.1.6", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def acceptance(*, actor: StaffActor, at: datetime, phone: Phone) -> Accepted:
    """Say how far a customer is convinced, by the published formula, and whether to close (9.3.1.6).

    :raises Refused: 3.4.3.5 unless by a receiver, the owner, the owner's lead or a manager.
    """
    return acceptance_of(_tied(actor, at, phone), at)


def acceptance_of(tie: Tie, at: datetime) -> Accepted:
    """Return how far a customer is convinced, and whether to close."""
    found = facts.facts_of(tie.site_id, tie.phone)
    share = rules.acceptance(found)
    least = exact(rulebook.policies(tie.site_id, at)["close.suggest_at_acceptance"])
    return Accepted(
        acceptance=answered(share, DECIMALS),
        suggest=share is not None and share >= least,
        because=[said(sentence) for sentence in because(found)],
    )


def because(found: rules.Facts) -> list[Phrase]:
    """Return what acceptance rests on, in sentences."""
    told = [
        phrase("{n} points liked, {m} disliked", n=found.liked, m=found.disliked),
        phrase("{n} indicators met, {m} not met", n=found.met, m=found.not_met),
        phrase("{n} doubts removed, {m} open or lost", n=found.removed, m=found.standing),
    ]
    if found.count < rules.FEWEST_FACTS:
        told.append(phrase("Fewer than five facts are too few to say."))
    return told


def _tied(actor: StaffActor, at: datetime, phone: str) -> Tie:
    tie = reception.tie(actor, at, phone)
    part = reception.Part
    tie.must_be(part.RECEIVER, part.OWNER, part.LEAD, part.MANAGER)
    return tie
