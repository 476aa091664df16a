"""Tabs of the customer's page: what is wanted and what the page lacks (9.2.1.3, 3.4.3.2); the card (9.2.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.modules import SubjectPart
from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, SALESPEOPLE
from salesfloor.base.trades import trade_of
from salesfloor.floor.particulars.choices import Criterion, Particular, Stage
from salesfloor.floor.particulars.commands.cards import WHO, card_of
from salesfloor.floor.particulars.commands.needs import note_need
from salesfloor.floor.particulars.queries.facts import NeedFacts, liked_tags, sheet
from salesfloor.floor.particulars.wishes import form_of, said_tag
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.files import api as files
from salesfloor.web.language import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.web.requests import StaffRequest


def _may(request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - the story of the page
    return story.is_mine or request.actor.post in LEADERS


def _build(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the story of the page
    customer = story.customer
    found = sheet(customer.site_id, customer.phone)
    return {
        "stage": Stage.labels()[found.stage],
        "percent": found.percent,
        "missing": [Particular.labels()[one] for one in found.missing],
        "wants": _wants(found.need),
        "musts": [Criterion.labels()[one] for one in found.need.must or ()],
        "liked": [
            (said_tag(tag), weight)
            for tag, weight in liked_tags(customer.site_id, customer.phone).items()
        ],
        "need_form": form_of(customer.site_id, customer.phone, trade_of(customer.site_id)),
        "may_write": note_need.may_be_given_by(request.actor),
        "customer": customer,
    }


def _wants(need: NeedFacts) -> list[tuple[Phrase, str]]:
    """Return what was stated: its label and in figures."""
    labels = Criterion.labels()
    told = [
        (labels[Criterion.ROOMS], joined(map(str, sorted(need.rooms)))),
        (labels[Criterion.BUDGET], "" if need.budget_fen is None else yuan(need.budget_fen)),
        (labels[Criterion.AREA], _between(need.area_from, need.area_to)),
        (labels[Criterion.ORIENTATION], joined(need.orientation)),
        (labels[Criterion.FLOOR], _between(need.floor_from, need.floor_to)),
        (phrase("What for"), need.purpose),
        (labels[Criterion.LIKES], joined(said_tag(tag) for tag in need.likes)),
    ]
    return [(label, text) for label, text in told if text]


def _between(low: object, high: object) -> str:
    if low is None and high is None:
        return ""
    return f"{'' if low is None else low} – {'' if high is None else high}".strip()


def _glance(request: StaffRequest, story: Any) -> Phrase | None:  # noqa: ANN401 - the story of the page
    if not _may(request, story):
        return None
    found = sheet(story.customer.site_id, story.customer.phone)
    if not found.missing:
        return None
    return phrase(
        "Page {percent} % full; first missing: {field}",
        percent=found.percent,
        field=Particular.labels()[found.missing[0]],
    )


NEED: Final = SubjectPart(
    "customer",
    "need",
    phrase("Need"),
    "particulars/_need.html",
    _build,
    may=_may,
    glance=_glance,
    commands=("mark_interest",),
    rank=30,
)


def _has_card(request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - the story of the page
    if story.is_mine or request.actor.post not in SALESPEOPLE:
        return bool(story.is_mine)
    found = reception.tie_to(request.actor, request.at, story.customer.phone)
    return bool(found.parts & set(WHO))


def _card(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the story of the page
    del request
    customer = story.customer
    return {"customer": customer, "photos": files.of(customer.site_id, card_of(customer.pk))}


CARD: Final = SubjectPart(
    "customer",
    "card",
    phrase("Customer's card"),
    "particulars/_card.html",
    _card,
    may=_has_card,
    commands=("keep_customer_card",),
    rank=70,
)
