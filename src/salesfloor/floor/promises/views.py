"""The page of a promise, and the cards of what waits for approval, made for a manager's phone."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.acts import StaffActor
from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.floor.promises import queries
from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus
from salesfloor.floor.promises.permissions import READERS, seen_by
from salesfloor.floor.promises.wording import amount_of, value_of
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web import trades
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page, row_or_404

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from salesfloor.floor.promises.models import Promise
    from salesfloor.floor.promises.queries import Weighed
    from salesfloor.web.requests import StaffRequest

CARDS: Final = 50
LARGEST_DOT: Final = 100


@page(may=MANAGERS, methods=["GET"])
def approvals(request: StaffRequest) -> HttpResponse:
    """Show what waits for this manager, a card each: price after it, margin, the last five."""
    rows = queries.waiting(_person(request), request.at)[:CARDS]
    names = names_of([one.promise.made_by for one in rows])
    cards = [_card(request, one, names) for one in rows]
    return render(request, "promises/approvals.html", {"cards": cards})


def _card(request: StaffRequest, one: Weighed, names: Mapping[str, str]) -> dict[str, Any]:
    row = one.promise
    given = {"promise": row.number}
    return {
        "weighed": one,
        "promise": row,
        "kind": PromiseKind(row.kind).label,
        "value": value_of(row),
        "who": names.get(row.made_by, row.made_by),
        "dots": dots(one),
        "shows_precedents": row.value is not None,
        "before": [
            {"on": each.on, "words": amount_of(row.kind, Decimal(str(each.value)))}
            for each in one.precedents
            if each.value is not None
        ],
        "approve": give_form(
            request, "approve", hidden=["promise", "reason"], given=given, about=row.number
        ),
        "turn_down": give_form(
            request, "turn_down", hidden=["promise"], given=given, about=row.number
        ),
    }


def dots(one: Weighed) -> list[dict[str, Any]]:
    """Return precedents and the asked value on one line, each with its place in per cent and its words.

    Equal precedents are one dot; without any there is nothing to compare, and no line.
    """
    before = Counter(Decimal(str(each.value)) for each in one.precedents if each.value)
    asked = one.promise.value
    if not before or asked is None:
        return []
    most = max(*before, asked)
    dots = [_dot(one, value, most, times=times) for value, times in sorted(before.items())]
    return [*dots, {**_dot(one, asked, most), "asked": True}]


def _dot(one: Weighed, value: Decimal, most: Decimal, times: int = 1) -> dict[str, Any]:
    """Return one dot of the line."""
    return {
        "at": round(LARGEST_DOT * value / most),
        "words": amount_of(one.promise.kind, value),
        "times": times if times > 1 else None,
    }


@page(may=READERS, methods=["GET"])
def promise(request: StaffRequest, number: int) -> HttpResponse:
    """Show a promise: what, to whom, on whose authority, and what can be done about it."""
    row: Promise = row_or_404(seen_by(request.actor), number=number)
    names = names_of([row.made_by, row.decided_by, row.kept_by])
    facts: list[tuple[Phrase, object]] = [
        (phrase("What is promised"), value_of(row)),
        (phrase("Unit"), row.unit),
        (phrase("By"), names.get(row.made_by, row.made_by)),
        (phrase("Time"), phrase("{at}", at=row.made_at)),
        (phrase("Holds until"), phrase("{at}", at=row.until_on) if row.until_on else ""),
        (phrase("Waits for"), _post_of(row, request)),
        (phrase("Decided by"), names.get(row.decided_by, row.decided_by)),
        (phrase("Reason"), row.reason),
        (phrase("How it was kept"), row.how),
    ]
    return subject_page(
        request,
        f"promise:{number}",
        head=phrase("Promise {promise}", promise=number),
        clause="7.2.9",
        words=row.what,
        state=PromiseStatus(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=_acts(row, _person(request), request),
    )


def _post_of(row: Promise, request: StaffRequest) -> Phrase | str:
    if row.status != PromiseStatus.WAITING:
        return ""
    return trades.word(row.goes_to, getattr(request.site, "trade", ""))


def _acts(row: Promise, actor: StaffActor, request: StaffRequest) -> list[Act]:
    given = {"promise": row.number}
    if row.status in queries.HOLDING:
        return [Act("keep_promise", given)]
    may = actor.post in MANAGERS and row.maker_id != actor.staff_id
    if row.status == PromiseStatus.WAITING and may and not queries.is_over(row, day_of(request.at)):
        return [Act("approve", given, hidden=("promise", "reason")), Act("turn_down", given)]
    return []


def _person(request: StaffRequest) -> StaffActor:
    actor = request.actor
    if actor.site_id is None or actor.staff_id is None:
        raise bad_input(phrase("Say at which site."))
    return StaffActor(actor.code, actor.post, actor.site_id, actor.staff_id, actor.name)
