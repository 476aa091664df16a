"""One's own reception on the phone: what I am doing now, its end, what is still owed, today."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import forms, live, permissions
from salesfloor.floor.reception.commands.closing import missing
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.parting import PARTING
from salesfloor.floor.reception.queries import reports
from salesfloor.floor.reception.queries.mine import Mine, my_floor
from salesfloor.floor.reception.views.ending import ending_facts
from salesfloor.floor.reception.views.parts import glances_of, parts_of
from salesfloor.floor.reception.views.presence import leaders_of
from salesfloor.kernel.registers import api as registers
from salesfloor.web.pages import filled, give, go, page, toasted
from salesfloor.web.streams import stream_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest

BASIS_CLAUSE: Final = {"turn": "3.2.1.2", "own": "3.2.4.1", "courtesy": "3.2.4.5"}


@page(may=permissions.RECEPTION, methods=["GET"])
def reception(request: StaffRequest) -> HttpResponse:
    """Show what the person does now, or where they stand."""
    mine = my_floor(request.actor, request.at, after=request.GET.get("after", ""))
    return render(request, "reception/reception.html", _shown(request, mine))


@page(may=permissions.RECEPTION, methods=["GET"])
def now(request: StaffRequest) -> HttpResponse:
    """Show the page's upper part anew, but only when something changed for this person.

    A form that is being filled in stays as it is while others come and go.
    """
    mine = my_floor(request.actor, request.at)
    told = glances_of(request, mine.reception) if mine.reception else []
    if request.GET.get("seen") == seen_of(mine, told):
        return HttpResponse(status=204)
    return render(request, "reception/_now.html", _shown(request, mine))


@page(may=permissions.RECEPTION, methods=["GET"])
def history(request: StaffRequest) -> HttpResponse:
    """Show a further page of the person's receptions of today."""
    mine = my_floor(request.actor, request.at, after=request.GET.get("after", ""))
    return render(request, "reception/_history.html", _shown(request, mine))


@page(may=permissions.RECEPTION, methods=["GET"])
def end_left_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form that ends an own reception of an earlier day."""
    mine = my_floor(request.actor, request.at)
    row = next((one for one in mine.left_over if one.pk == pk), None)
    if row is None:
        raise Http404
    return render(request, "reception/left_over.html", ending_facts(request, row, mine.glance))


@page(may=ANYONE, methods=["POST"])
def end(request: StaffRequest) -> HttpResponse:
    """End a reception with its outcome; what that outcome asks for is asked (9.3.2.3, 9.5.2.2)."""
    answer = give(request, "end", forms.ending(request.POST)).answer
    if answer["outcome"] in {"left", "not_a_buyer"}:
        return _back(request, phrase("Reception ended."))
    if answer["outcome"] == "no_deal" and PARTING and _is_own_visit(request, answer["ref"]):
        return go(request, PARTING[-1](), toast=_ended(answer["missing"]))
    return _back(request, _ended(answer["missing"]))


def _is_own_visit(request: StaffRequest, ref: str) -> bool:
    """Tell whether the customer stands before the person who ended the reception."""
    rows = Reception.objects.filter(site_id=request.actor.site_id or 0, ref=ref)
    return rows.filter(channel="visit", receiver_id=request.actor.staff_id).exists()


@page(may=ANYONE, methods=["POST"])
def note_party(request: StaffRequest) -> HttpResponse:
    """Add who came along (9.2.2.4)."""
    given = {**filled(request, "ref"), "party": forms.party(request.POST)}
    answer = give(request, "note_party", given).answer
    if answer.get("phones_valid", True):
        return _back(request, phrase("Written down."))
    return _back(
        request,
        phrase("Written down. The phone is no valid number, so it makes nobody one customer."),
    )


@page(may=ANYONE, methods=["POST"])
def complete(request: StaffRequest) -> HttpResponse:
    """Add particulars that are missing (9.1.1.4, 9.1.2.3)."""
    names = ("ref", "grade", "area", "medium", "no_phone_reason", *forms.NO_BUYER)
    give(request, "complete", filled(request, *names))
    return _back(request, phrase("Written down."))


@page(may=ANYONE, methods=["POST"])
def leave_phone(request: StaffRequest) -> HttpResponse:
    """Write down the phone the customer leaves now (3.5.0)."""
    owner = give(request, "leave_phone", filled(request, "ref", "phone")).answer["owner"]
    if owner == request.actor.code:
        return _back(request, phrase("Phone on record. The customer is yours."))
    words = phrase("Phone on record. The customer belongs to a colleague.")
    return _back(request, words if owner else phrase("Phone on record."))


def _back(request: StaffRequest, words: Phrase) -> HttpResponse:
    """Return to where the form stood: the own page for those who receive, else the reception."""
    if request.actor.post in permissions.RECEPTION:
        return go(request, "reception:reception", toast=words)
    response = HttpResponse(status=204)
    response["HX-Refresh"] = "true"
    return toasted(response, words)


def _ended(lacking: list[str]) -> Phrase:
    if not lacking:
        return phrase("Reception ended; everything is on record.")
    return phrase("Reception ended. {count} particulars are still missing.", count=len(lacking))


def seen_of(mine: Mine, told: Sequence[Phrase] = ()) -> str:
    """Return a mark of everything that the upper part shows and others may change."""
    facts: list[Any] = [mine.is_away, mine.is_signed_in, mine.reception and mine.reception.pk]
    facts.append([one.pk for one in mine.left_over])
    facts.append(mine.leave and (mine.leave.number, mine.leave.state))
    if mine.reception is None:
        facts += [(place.position, place.free_ahead) for place in mine.places]
        facts.append(len(mine.glance.doors))
    else:
        facts += [
            mine.take_up_until is not None,
            mine.assistants,
            mine.reception.phone,
            len(mine.reception.party),
            told,
        ]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _shown(request: StaffRequest, mine: Mine) -> dict[str, Any]:
    site_id = registers.site_of(request.actor)
    engaged, policy = mine.reception is not None, mine.glance.policy
    began = mine.reception.registered_at if mine.reception else request.at
    owed = [(one, missing(one)) for one in mine.owed]
    ending = ending_facts(request, mine.reception, mine.glance) if mine.reception else {}
    return {
        "mine": mine,
        "at": request.at,
        "seen": seen_of(mine, ending.get("glances", ())),
        "parts": parts_of(request, mine.reception) if mine.reception else [],
        "left_open": day_of(began) < day_of(request.at),
        "basis_clause": BASIS_CLAUSE.get(mine.reception.basis, "") if mine.reception else "",
        "because": _because(mine),
        "owed": owed,
        "grades": forms.GRADES,
        "told": forms.facts_of(mine.reception),
        "relations": forms.RELATIONS,
        "roles": forms.ROLES,
        "words": forms.WORDS,
        "areas": reports.offered(policy, site_id, "area") if engaged or owed else [],
        "media": reports.offered(policy, site_id, "medium") if engaged or owed else [],
        "leaders": leaders_of(request) if mine.is_signed_in and not engaged else [],
        "leave_by": mine.glance.names.of_code(mine.leave.decided_by if mine.leave else ""),
        "stream": " ".join(
            stream_url(request.actor, live.view_named(look)) for look in (live.BOARD, live.ASKED)
        ),
        **ending,
    }


def _because(mine: Mine) -> list[Phrase]:
    """Say whose customer this is and why; of a colleague's customer only that it is one."""
    claim = mine.whose
    if claim is None or mine.reception is None:
        return []
    if claim.owner_id != mine.reception.receiver_id:
        return [phrase("A colleague follows this customer; pass on what you learn.")]
    owner = mine.glance.names.of(claim.owner_id) or claim.owner_code
    return list(customers.because(claim, owner))
