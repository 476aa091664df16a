"""The site's receptions as a list, and one of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from salesfloor.base.china_time import day_of
from salesfloor.floor.reception import forms, permissions
from salesfloor.floor.reception.commands.closing import missing
from salesfloor.floor.reception.queries.glance import glance
from salesfloor.floor.reception.queries.receptions import (
    SEES_ALL,
    Filters,
    is_own,
    length_of,
    list_receptions,
    receptions_of,
    shown_phone,
)
from salesfloor.web.pages import found, may, page

if TYPE_CHECKING:
    from django.http import QueryDict

    from salesfloor.web.requests import StaffRequest


@page(may=permissions.RECEPTIONS, methods=["GET"])
def receptions(request: StaffRequest) -> HttpResponse:
    """List the receptions the person may read, newest first, narrowed as asked."""
    filters = filters_of(request.GET, day_of(request.at))
    shown = list_receptions(request.actor, filters, after=request.GET.get("after", ""))
    seen = glance(request.actor.site_id, request.at)
    query = request.GET.copy()
    query["after"] = shown.after
    context = {
        "rows": [_row(request, one, seen.names.by_id) for one in shown.rows],
        "earlier": f"?{query.urlencode()}" if shown.after else "",
        "later": "?" + _without(request.GET, "after") if "after" in request.GET else "",
        "filters": filters,
        "people": sorted(seen.names.by_id.items(), key=lambda one: one[1]),
        "sees_all": request.actor.post in SEES_ALL,
        "channels": forms.CHANNELS,
        "bases": forms.BASES,
        "outcomes": forms.OUTCOMES,
        "states": forms.STATES,
        "words": forms.WORDS,
        "can_read_reports": request.actor.post in permissions.REPORTS,
        "today": day_of(request.at),
    }
    is_piece = request.htmx and not request.htmx.history_restore_request
    template = "reception/_rows.html" if is_piece else "reception/receptions.html"
    return render(request, template, context)


@page(may=permissions.RECEPTIONS, methods=["GET"])
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one reception with its particulars; others' are no page at all."""
    reception = found(receptions_of(request.actor), pk=pk)
    seen = glance(request.actor.site_id, request.at)
    row = _row(request, reception, seen.names.by_id)
    context = {
        "row": row,
        "at": request.at,
        "registered_by": seen.names.of_code(reception.registered_by),
        "ended_by": seen.names.of_code(reception.ended_by),
        "assistants": [
            (seen.names.of(one.staff_id), one) for one in reception.assistants.order_by("from_at")
        ],
        "told": forms.told(reception),
        "words": forms.WORDS,
        "may_note_neglect": may(request.actor, "note_neglect"),
    }
    return render(request, "reception/one.html", context)


@page(may=permissions.RECEPTIONS, methods=["GET"])
def named(request: StaffRequest, ref: str) -> HttpResponse:
    """Lead from a reception's name, as evidence and messages cite it, to its page."""
    reception = receptions_of(request.actor).filter(ref=ref).first()
    if reception is None:
        raise Http404
    return redirect("reception:one", pk=reception.pk)


def filters_of(sent: QueryDict, today: date) -> Filters:
    """Read the filters of the list; what makes no sense narrows nothing."""
    return Filters(
        from_on=date_of(sent.get("from", ""), today),
        to_on=date_of(sent.get("to", ""), today),
        channel=_one_of(sent, "channel", forms.CHANNELS),
        basis=_one_of(sent, "basis", forms.BASES),
        outcome=_one_of(sent, "outcome", forms.OUTCOMES),
        state=_one_of(sent, "state", forms.STATES),
        receiver_id=forms.number_of(sent, "receiver"),
    )


def date_of(text: str, otherwise: date) -> date:
    """Read a date a form sent."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _one_of(sent: QueryDict, name: str, choices: Any) -> str:  # noqa: ANN401 - pairs of code and phrase
    text = sent.get(name, "")
    return text if text in dict(choices) else ""


def _without(sent: QueryDict, name: str) -> str:
    rest = sent.copy()
    rest.pop(name, None)
    return rest.urlencode()


def _row(request: StaffRequest, reception: Any, names: dict[int, str]) -> dict[str, Any]:  # noqa: ANN401
    return {
        "reception": reception,
        "receiver": names.get(reception.receiver_id, ""),
        "phone": shown_phone(request.actor, reception),
        "is_own": is_own(request.actor, reception),
        "minutes": length_of(reception, request.at),
        "missing": missing(reception) if _owes(reception) else [],
    }


def _owes(reception: Any) -> bool:  # noqa: ANN401 - a Reception
    ended = reception.ended_at is not None and reception.struck_at is None
    return ended and reception.is_buyer and reception.outcome not in {"left", "not_a_buyer"}
