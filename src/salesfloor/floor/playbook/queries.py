"""Cards for a step, doubts of a reception, what helped, what to practise."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.fields import ReceptionRef
from salesfloor.base.labels import Label
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.shares import SHARE_DECIMALS, answered
from salesfloor.base.texts import Note
from salesfloor.floor.playbook import counting, rules, searching
from salesfloor.floor.playbook.choices import (
    AVOID,
    ENDED,
    TACTICS,
    CardKind,
    Cause,
    Mistake,
    Per,
    Result,
    Screen,
    Step,
    Tactic,
)
from salesfloor.floor.playbook.commands.cards import MEMBERS, in_use, talk_here
from salesfloor.floor.playbook.models import Card, Objection, Practice
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people
from salesfloor.web.language import said


class CardShown(Answer):
    """A card as it is needed now: what to say, what to beware of, what to avoid, what it did so far."""

    card: str
    title: str
    wording: str
    caution: str | None
    avoid: list[Mistake]
    uses: int
    rate: float | None


class CardsShown(Answer):
    """The cards that fit, best first."""

    cards: list[CardShown]


@question(
    "cards_for",
    may=MEMBERS,
    word=phrase("Cards for this step"),
    clauses=("7.2.8", "9.0", "9.3.1.3", "9.4.2", "9.4.4"),
)
def cards_for(
    *,
    actor: StaffActor,
    at: datetime,
    step: Annotated[Step, Label("Step")],
    ref: ReceptionRef | None = None,
    words: Annotated[Note, Label("What the customer says")] = "",
    screen: Annotated[Screen, Label("Screen")] = Screen.OWN,
) -> CardsShown:
    """Return the five cards of a step that fit best, for one's own eyes.

    :raises Refused: `input` for a reception that is not there; 7.2.8 for a screen for customers.
    """
    talk = None if ref is None else talk_here(actor.site_id, ref)
    rules.may_show(screen).enforce()
    asked = searching.asked_in(actor.site_id, talk, words)
    rows = searching.matching_cards(actor.site_id, at, step, asked)
    return CardsShown(cards=[shown(card, done) for card, done in rows])


def shown(card: Card, done: counting.Rate | None) -> CardShown:
    """Return a card with what it did so far."""
    return CardShown(
        card=card.code,
        title=card.title,
        wording=card.wording,
        caution=caution_of(card) or None,
        avoid=list(AVOID) if card.kind == CardKind.OBJECTION else [],
        uses=done.uses if done else 0,
        rate=answered(done.rate, SHARE_DECIMALS) if done else None,
    )


def caution_of(card: Card) -> str:
    """Return what to beware of with a card: its own caution, else that of its method (9.4.6)."""
    if card.caution or not card.method:
        return card.caution
    return said(Phrase(TACTICS[Tactic(card.method)].caution))


class Doubt(Answer):
    """An objection of a reception, and how it stands."""

    objection: int
    words: str
    cause: Cause
    result: Result
    method: Tactic | None


class Doubts(Answer):
    """The objections of a reception, open ones first."""

    rows: list[Doubt]


@question(
    "doubts",
    may=MEMBERS,
    word=phrase("Doubts of the reception"),
    clauses=("9.3.1.4",),
)
def doubts(*, actor: StaffActor, at: datetime, ref: ReceptionRef) -> Doubts:
    """Return the objections of a reception, those that are open first, then in the order logged.

    :raises Refused: `input` for a reception that is not there; `access` for who has no part in it.
    """
    talk = talk_here(actor.site_id, ref)
    if not has_part(actor, at, talk):
        raise no_access(phrase("Whoever receives the customer sees this, or whose customer it is."))
    rows = doubts_of(actor.site_id, talk.id)
    return Doubts(rows=[_doubt(one) for one in rows])


def doubts_of(site_id: int, reception_id: int) -> list[Objection]:
    """Return the objections of a reception, open ones first."""
    rows = Objection.objects.filter(site_id=site_id, reception_id=reception_id)
    return sorted(rows, key=lambda one: (one.result in ENDED, one.number))


def has_part(actor: StaffActor, at: datetime, talk: reception.Talk) -> bool:
    """Tell whether somebody has a part in a reception: in it, above who receives, or the customer's owner."""
    if talk.has(actor.staff_id) or actor.post in MANAGERS:
        return True
    receiver = people.Staff.objects.filter(pk=talk.receiver_id or 0).first()
    if receiver is not None and people.is_above(actor, receiver, at):
        return True
    return (
        bool(talk.phone) and reception.Part.OWNER in reception.tie_to(actor, at, talk.phone).parts
    )


def _doubt(row: Objection) -> Doubt:
    return Doubt(
        objection=row.number,
        words=row.words,
        cause=Cause(row.cause),
        result=Result(row.result),
        method=Tactic(row.method) if row.method else None,
    )


class RateShown(Answer):
    """How often something was used, how often it removed the objection."""

    key: str
    uses: int
    removed: int
    rate: float | None


class Rates(Answer):
    """What helped."""

    rows: list[RateShown]


@question(
    "method_rates",
    may=MEMBERS,
    word=phrase("What helped against objections"),
    clauses=("9.4.2", "9.4.4"),
)
def method_rates(
    *,
    actor: StaffActor,
    at: datetime,
    from_: Annotated[Day | None, Field(alias="from"), Label("From")] = None,
    to: Annotated[Day | None, Label("Until")] = None,
    per: Annotated[Per, Label("Per")] = Per.METHOD,
    cause: Annotated[Cause | None, Label("Cause")] = None,
) -> Rates:
    """Return uses and rates of objections that have ended, of the last 90 days unless told.

    :raises Refused: `input` for days that run backwards.
    """
    last = to or day_of(at)
    first = from_ or counting.first_day(last)
    if first > last:
        raise bad_input(phrase("The last day comes before the first."))
    rows = counting.rates(actor.site_id, at, per, days=(first, last), cause=cause or "")
    return Rates(
        rows=[
            RateShown(
                key=one.key,
                uses=one.uses,
                removed=one.removed,
                rate=answered(one.rate, SHARE_DECIMALS),
            )
            for one in rows
        ]
    )


class DueCards(Answer):
    """The codes of the cards to practise today."""

    cards: list[str]


@question(
    "practice_due",
    may=MEMBERS,
    word=phrase("Cards to practise today"),
    clauses=("9.4.1",),
)
def practice_due(*, actor: StaffActor, at: datetime) -> DueCards:
    """Return which cards come today: those whose day it is, and those never practised (9.4.1)."""
    return DueCards(cards=[one.code for one in due_cards(actor.site_id, actor.staff_id, at)])


def due_cards(site_id: int, staff_id: int, at: datetime) -> list[Card]:
    """Return the cards that a person practises today, by code."""
    mine = Practice.objects.filter(site_id=site_id, staff_id=staff_id)
    comes = dict(mine.values_list("code", "next_on"))
    today, kinds = day_of(at), (CardKind.FAB, CardKind.OBJECTION)
    found = [
        card
        for card in in_use(site_id)
        if (comes[card.code] <= today if card.code in comes else card.kind in kinds)
    ]
    return sorted(found, key=lambda one: one.code)
