"""Cards and objections as lists, and what one chooses from in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.shares import answered
from salesfloor.floor.playbook.choices import (
    IN_USE,
    CardKind,
    CardStatus,
    Cause,
    Per,
    Result,
    Step,
    Tactic,
)
from salesfloor.floor.playbook.commands.cards import MEMBERS, in_use
from salesfloor.floor.playbook.counting import DAYS, first_day, losses, rates
from salesfloor.floor.playbook.models import Card, Objection
from salesfloor.kernel.people import api as people
from salesfloor.web.lists import (
    DAY,
    NUMBER,
    PERSON,
    SENTENCE,
    TEXT,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor

_SHARE_DECIMALS: Final = 4
_STATUS = {"proven": "good", "unproven": "warn", "proposed": "note"}
_RESULT = {"removed": "good", "open": "note", "deferred": "warn", "lost": "bad"}


def cards_to_choose(actor: Actor, at: datetime) -> list[tuple[str, str]]:  # noqa: ARG001 - a reference's options
    """Return the cards of the site that are not out of use."""
    rows = Card.objects.filter(site_id=actor.site_id or 0).exclude(status=CardStatus.RETIRED)
    return sorted(dict(rows.values_list("code", "title")).items())


def objections_seen_by(actor: Actor) -> QuerySet[Objection]:
    """Return the objections of the site that somebody sees."""
    seen = people.seen_by(actor).values("pk")
    return Objection.objects.filter(site_id=actor.site_id or 0, staff_id__in=seen)


def objections_to_choose(actor: Actor, at: datetime) -> list[tuple[str, str]]:  # noqa: ARG001 - as above
    """Return the objections that wait for an answer and that one sees."""
    waiting = objections_seen_by(actor).filter(result__in=(Result.OPEN, Result.DEFERRED))
    return [(str(row.number), f"{row.number} · {row.words}") for row in waiting.order_by("number")]


def _cards(asked: Asked) -> QuerySet[Card]:
    rows = Card.objects.filter(site_id=asked.site_id)
    if not asked.wanted.get("status"):
        rows = rows.filter(status__in=[*IN_USE, CardStatus.PROPOSED])
    return rows


def helped(site_id: int, at: datetime, per: Per) -> list[dict[str, Any]]:
    """Return what was used in the last 90 days and how often it removed the objection, by uses."""
    today = day_of(at)
    found = rates(site_id, at, per, days=(first_day(today), today))
    words = {Per.METHOD: Tactic.labels(), Per.CAUSE: Cause.labels()}.get(per, {})
    rows = [
        {
            "words": words.get(one.key, Phrase(one.key)),
            "key": one.key,
            "uses": one.uses,
            "removed": one.removed,
            "rate": answered(one.rate, _SHARE_DECIMALS),
        }
        for one in found
    ]
    return sorted(rows, key=lambda row: (-row["uses"], row["key"]))


def _also(asked: Asked) -> dict[str, Any]:
    proposed = Card.objects.filter(site_id=asked.site_id, status=CardStatus.PROPOSED)
    return {
        "proposed": proposed.count(),
        "methods": helped(asked.site_id, asked.at, Per.METHOD),
        "days": DAYS,
        "count": in_use(asked.site_id).count(),
    }


CARDS: Final = List(
    "playbook",
    phrase("Playbook"),
    may=MEMBERS,
    rows=_cards,
    order=("step", "code", "-version"),
    columns=(
        Column(phrase("The card"), "title", TEXT, link=("playbook:card", "code"), is_main=True),
        Column(phrase("Step"), "step", choice(Step)),
        Column(phrase("Kind"), "kind", choice(CardKind)),
        Column(phrase("State"), "status", choice(CardStatus, _STATUS)),
        Column(phrase("Source"), "source", TEXT, otherwise="—"),
        Column(phrase("Version"), "version", NUMBER),
    ),
    filters=(
        OneOf("step", phrase("Step"), Step.pairs()),
        OneOf("kind", phrase("Kind"), CardKind.pairs()),
        OneOf("status", phrase("State"), CardStatus.pairs()),
    ),
    empty=Empty(
        phrase("No cards yet"), phrase("Write down what works, with its source."), icon="ti-cards"
    ),
    template="playbook/cards.html",
    also=_also,
)


def _cause(row: Objection, _asked: Asked) -> Phrase:
    return Cause.labels()[row.cause]


def _what_loses(asked: Asked) -> dict[str, Any]:
    """Return which causes and products lost customers lately: of the site, by nobody's name."""
    today = day_of(asked.at)
    days = (first_day(today), today)
    words = Cause.labels()
    causes = losses(asked.site_id, asked.at, "cause", days=days)
    products = losses(asked.site_id, asked.at, "product", days=days)
    return {
        "days": DAYS,
        "losing": [
            (phrase("Cause"), [(words[one.key], one) for one in causes if one.lost]),
            (
                phrase("Product"),
                [(Phrase("{name}", {"name": one.key}), one) for one in products if one.lost],
            ),
        ],
    }


OBJECTIONS: Final = List(
    "objections",
    phrase("Objections"),
    may=MEMBERS,
    rows=lambda asked: objections_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(
            phrase("What the customer says"),
            "words",
            TEXT,
            link=("playbook:objection", "number"),
            is_main=True,
        ),
        Column(phrase("Cause"), _cause, SENTENCE),
        Column(phrase("Product"), "product", TEXT),
        Column(phrase("How it stands"), "result", choice(Result, _RESULT)),
        Column(phrase("Method"), "method", choice(Tactic)),
        Column(phrase("Logged by"), "staff_id", PERSON),
        Column(phrase("On"), "logged_on", DAY),
        Column(phrase("Answer by"), "answer_by", DAY),
    ),
    filters=(
        OneOf("result", phrase("How it stands"), Result.pairs()),
        OneOf("cause", phrase("Cause"), Cause.pairs()),
        Period("logged_on"),
    ),
    empty=Empty(phrase("No objections logged"), icon="ti-message-question"),
    template="playbook/objections.html",
    also=_what_loses,
)
