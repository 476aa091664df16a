"""Advising a customer: the cards for the consultant, the sheets for the customer's eyes and for paper."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import trade_of
from salesfloor.floor.advice import facts, queries, scoring
from salesfloor.floor.advice.choices import OVERALL, Indicator, Reaction
from salesfloor.floor.advice.permissions import ADVISERS, mine
from salesfloor.floor.advice.sheets import Sheet, sheet_of
from salesfloor.floor.advice.wording import WORDS, said_point
from salesfloor.floor.arguments import api as arguments
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.files import api as files
from salesfloor.web.language import said
from salesfloor.web.pages import CommandForm, give, give_form, go, page, row_or_404

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.api import Tie
    from salesfloor.web.requests import StaffRequest

LISTED: Final = 100
FIRST: Final = 2
"""So many arguments are named to begin with."""


@page(may=ADVISERS, methods=["GET"])
def choose(request: StaffRequest) -> HttpResponse:
    """List those whom one receives now and one's own customers, to recommend to."""
    rows = mine(request.actor, request.at).order_by("-registered_at", "-pk")[:LISTED]
    return render(request, "advice/choose.html", {"rows": rows})


@page(may=ADVISERS, methods=["GET"])
def advise(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what fits a customer's need, why, and what speaks against it."""
    customer, tie = _tied(request, pk)
    wanted = facts.wanted_by(tie.site_id, tie.phone)
    shown = [one.layout for one in facts.shown_now(tie.site_id, tie.phone, request.at)]
    context: dict[str, Any] = {
        "customer": customer,
        "need": _chips(tie),
        "shown": shown,
        "is_full": _is_full(tie, shown, request.at),
        "acceptance": _acceptance(request, tie),
        "acts": _acts(tie),
        "need_form": particulars.need_form(tie.site_id, tie.phone, trade_of(tie.site_id)),
    }
    if wanted.stated:
        advice = queries.advice_for(tie, request.at)
        speak = _Speaking(tie, request.at)
        context["cards"] = [_card(request, tie, one, shown, speak) for one in advice.layouts]
        context["near"] = [_card(request, tie, one, shown, speak) for one in advice.near]
    else:
        context["probes"] = _probes(request, tie, shown)
    context["put_away"] = _put_away(request, tie, shown)
    return render(request, "advice/advise.html", context)


def _is_full(tie: Tie, shown: Collection[str], at: datetime) -> bool:
    """Tell whether nothing more may be put in front of the customer (5.1)."""
    return len(shown) >= facts.most_shown(tie.site_id, at)


def _put_away(
    request: StaffRequest, tie: Tie, shown: Iterable[str], instead: str = ""
) -> list[CommandForm]:
    """Return a form for each layout shown to put it away, in favour of another where one is named."""
    return [
        give_form(
            request,
            "put_away",
            hidden=["phone", "layout"],
            given={"phone": tie.phone, "layout": name},
            about=f"{instead}{place}",
        )
        for place, name in enumerate(shown, start=1)
    ]


def _tied(request: StaffRequest, pk: int) -> tuple[customers.Customer, Tie]:
    rows = customers.Customer.objects.filter(site_id=request.actor.site_id or 0)
    customer: customers.Customer = row_or_404(rows, pk=pk)
    tie = reception.tie_to(request.actor, request.at, customer.phone)
    part = reception.Part
    tie.must_be(part.RECEIVER, part.OWNER, part.LEAD, part.MANAGER)
    return customer, tie


def _acts(tie: Tie) -> bool:
    """Tell whether the reader may show, confirm and note reactions: who receives, and the owner."""
    return bool(tie.parts & {reception.Part.RECEIVER, reception.Part.OWNER})


class _Speaking:
    """The house's proven arguments, in the order in which they concern one customer (9.2.2.3)."""

    def __init__(self, tie: Tie, at: datetime) -> None:
        self._cards = arguments.cards_at(tie.site_id, at)
        self._liked = particulars.liked_tags(tie.site_id, tie.phone)

    def of(self, layout: str) -> list[tuple[arguments.Card, list[str]]]:
        """Return the first arguments for a layout, each with what the customer likes about it."""
        found = arguments.in_order(self._cards, f"layout:{layout}", self._liked)
        return [(card, [said_point(tag) for tag in tags]) for card, tags in found[:FIRST]]


def _card(
    request: StaffRequest, tie: Tie, one: scoring.Suggestion, shown: list[str], speak: _Speaking
) -> dict[str, Any]:
    liked = particulars.liked_tags(tie.site_id, tie.phone)
    return {
        "layout": one.layout,
        "score": one.score,
        "units": [judged.offer for judged in one.offers[: scoring.SHOWN_UNITS]],
        "price_from": one.price_from,
        "reasons": [(WORDS.get(code, code), _figure(code, one, liked)) for code in one.reasons],
        "drawbacks": [
            (WORDS.get(code, code), _lacking(code, one, liked)) for code in one.drawbacks
        ],
        "arguments": speak.of(one.layout),
        "photos": files.of(tie.site_id, f"layout:{one.layout}"),
        "is_shown": one.layout in shown,
        "instead_of": (
            _put_away(request, tie, shown, one.layout) if _is_full(tie, shown, request.at) else []
        ),
        "present": give_form(
            request,
            "present",
            hidden=["phone", "layout"],
            given={"phone": tie.phone, "layout": one.layout},
        ),
    }


def _lacking(code: str, one: scoring.Suggestion, liked: Collection[str]) -> str:
    """Return what speaks against the best unit: of wishes those that it does not meet."""
    has = one.offers[0].offer.strengths
    if code != "likes" or has is None:
        return _figure(code, one, liked)
    lacking = " / ".join(said_point(tag) for tag in liked if tag not in has)
    return said(phrase("without {wishes}", wishes=lacking))


def _figure(code: str, one: scoring.Suggestion, liked: Collection[str]) -> str:
    """Return what the best unit has of a criterion; nothing where that is not known."""
    best = one.offers[0].offer
    told = {
        "rooms": best.rooms,
        "budget": None if best.price_fen is None else f"¥{best.price_fen // 100:,}",
        "area": None if best.area is None else f"{best.area:.2f} ㎡",
        "orientation": best.orientation,
        "floor": best.floor,
        "likes": " / ".join(
            said_point(tag) for tag in sorted(best.strengths or ()) if tag in liked
        ),
    }
    value = told.get(code)
    return "" if value is None else str(value)


def _chips(tie: Tie) -> list[tuple[Phrase, str]]:
    """Return what the need states, each with its words."""
    need = particulars.need_of(tie.site_id, tie.phone)
    told: dict[str, str] = {
        "rooms": " / ".join(str(one) for one in sorted(need.rooms)),
        "budget": "" if need.budget_fen is None else f"¥{need.budget_fen // 100:,}",
        "area": _span(need.area_from, need.area_to),
        "orientation": " / ".join(need.orientation),
        "likes": " / ".join(said_point(tag) for tag in need.likes),
        "floor": _span(need.floor_from, need.floor_to),
    }
    return [(one.label, told[one.value]) for one in need.criteria]


def _span(low: object, high: object) -> str:
    return f"{_bare(low)} – {_bare(high)}".strip()


def _bare(value: object) -> str:
    """Return a number without the zeros that say nothing."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _acceptance(request: StaffRequest, tie: Tie) -> dict[str, Any]:
    told = facts.facts_of(tie.site_id, tie.phone)
    answer = queries.acceptance_of(tie, request.at)
    return {"answer": answer, "because": queries.because(told)}


def _probes(request: StaffRequest, tie: Tie, shown: Collection[str]) -> list[dict[str, Any]]:
    """Return the layouts for sale by name, each with one tap a reaction and the one noted last (9.3.1.2)."""
    offers = facts.offers_of(tie.site_id, day_of(request.at))
    kinds = {one.layout: "layout" if one.is_unit else "goods" for one in offers}
    taken = facts.reactions_of(tie.site_id, tie.phone)
    return [
        {
            "layout": name,
            "about": f"{kind}:{name}",
            "reactions": Reaction.pairs(),
            "taken": taken.get((name, OVERALL), ""),
            "is_shown": name in shown,
        }
        for name, kind in sorted(kinds.items())
    ]


@page(may=ADVISERS, methods=["POST"])
def probe(request: StaffRequest, pk: int) -> HttpResponse:
    """Note in one tap what was offered and how it was taken."""
    customer, tie = _tied(request, pk)
    given = {name: request.POST.get(name, "") for name in ("about", "reaction")}
    give(request, "probe", {"phone": tie.phone, **given})
    return go(request, "advice:advise", pk=customer.pk)


@page(may=ADVISERS, methods=["GET"])
def sheets(request: StaffRequest, pk: int) -> HttpResponse:
    """Compare what is shown: five rows, no scores, no cost; the customer ticks; prints on A4."""
    customer, tie = _tied(request, pk)
    names = list(
        facts.shown_now(tie.site_id, tie.phone, request.at)
        .order_by("at", "pk")
        .values_list("layout", flat=True)
    )
    columns = [_column(tie, name, request) for name in names]
    rows = [
        {
            "indicator": one,
            "cells": [column["cells"][one.value] for column in columns],
            "differs": len({column["cells"][one.value]["text"] for column in columns}) > 1,
        }
        for one in Indicator
    ]
    shown = {
        "customer": customer,
        "columns": columns,
        "rows": rows,
        "reactions": Reaction.pairs(),
        "acts": _acts(tie),
        "at": request.at,
    }
    return render(request, "advice/sheets.html", shown)


def _column(tie: Tie, name: str, request: StaffRequest) -> dict[str, Any]:
    row = catalogue.Layout.objects.filter(site_id=tie.site_id, name=name).first()
    sheet = None
    offers = facts.offers_of(tie.site_id, day_of(request.at), layout=name)
    if offers:
        sheet = sheet_of(tie.site_id, tie.phone, name, request.at)
    taken = {
        point: reaction
        for (layout, point), reaction in facts.reactions_of(tie.site_id, tie.phone).items()
        if layout == name
    }
    confirmed = facts.confirmed_last(tie.site_id, tie.phone).get(name)
    zones = queries.walk_of(tie.site_id, tie.phone, row) if row else []
    return {
        "layout": name,
        "row": row,
        "unit": facts.best_of(offers).code if sheet else "",
        "cells": _cells(sheet),
        "zones": [_point(zone, "", taken) for zone in zones],
        "strengths": [_point(tag, text, taken) for tag, text in _strengths(row)],
        "confirmed_at": confirmed.at if confirmed else None,
        "ticks": [
            (one.value, one.label, bool(confirmed and confirmed.meets[one.value]))
            for one in Indicator
        ],
        "photos": files.of(tie.site_id, f"layout:{name}"),
    }


def _point(code: str, text: str, taken: Mapping[str, str]) -> dict[str, str]:
    """Return a point to speak about: its code, its name, what is true of it, how it was taken last."""
    return {"code": code, "name": said_point(code), "text": text, "taken": taken.get(code, "")}


def _strengths(row: catalogue.Layout | None) -> Iterable[tuple[str, str]]:
    return row.strengths.items() if row else ()


def _cells(sheet: Sheet | None) -> dict[str, dict[str, Any]]:
    if sheet is None:
        return {one.value: {"text": "–", "meets": None} for one in Indicator}
    texts = {
        "rooms": "–" if sheet.rooms is None else str(sheet.rooms),
        "area": f"{sheet.area} ㎡",
        "orientation": sheet.orientation or "–",
        "position": sheet.position or "–",
        "price": "–" if sheet.price is None else f"¥{Decimal(sheet.price):,.2f}",
    }
    return {one: {"text": texts[one], "meets": sheet.meets[one]} for one in texts}


@page(may=ADVISERS, methods=["POST"])
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Note which indicators the customer ticked."""
    customer, tie = _tied(request, pk)
    ticked = request.POST.getlist("meets")
    meets = {one.value: one.value in ticked for one in Indicator}
    layout = request.POST.get("layout", "")
    give(request, "confirm", {"phone": tie.phone, "layout": layout, "meets": meets})
    return go(request, "advice:sheets", pk=customer.pk)


@page(may=ADVISERS, methods=["POST"])
def react(request: StaffRequest, pk: int) -> HttpResponse:
    """Note in one tap how a zone was taken."""
    customer, tie = _tied(request, pk)
    given = {name: request.POST.get(name, "") for name in ("layout", "point", "reaction")}
    give(request, "react", {"phone": tie.phone, **given})
    return go(request, "advice:sheets", pk=customer.pk)
