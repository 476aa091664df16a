"""The site's receptions as a list, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from salesfloor.floor.reception import forms, permissions
from salesfloor.floor.reception.choices import FROM_OLD_REGISTER
from salesfloor.floor.reception.commands.closing import missing
from salesfloor.floor.reception.queries.glance import glance
from salesfloor.floor.reception.queries.receptions import (
    is_own,
    length_of,
    receptions_of,
    shown_phone,
)
from salesfloor.floor.reception.rules import receiving
from salesfloor.floor.reception.views.parts import parts_of
from salesfloor.web.pages import may, page, row_or_404

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.RECEPTIONS, methods=["GET"])
def reception_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one reception with its particulars; others' are no page at all."""
    reception = row_or_404(receptions_of(request.actor), pk=pk)
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
        "told": forms.facts_of(reception),
        "words": forms.WORDS,
        "from_old_register": FROM_OLD_REGISTER,
        "may_correct": receiving.may_close(
            request.actor.post, is_receiver=is_own(request.actor, reception)
        ),
        "relations": forms.RELATIONS,
        "roles": forms.ROLES,
        "grades": forms.GRADES,
        "parts": parts_of(request, reception),
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
