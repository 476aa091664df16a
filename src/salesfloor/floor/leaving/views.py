"""Leaving as one page: rows that turn green, customers to give away, the last button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import Refused
from salesfloor.floor.customers import api as customers
from salesfloor.floor.leaving.out import out_of
from salesfloor.floor.leaving.queries import SEES
from salesfloor.kernel.people import api as people
from salesfloor.web.language import joined
from salesfloor.web.pages import give, go, page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.floor.leaving.out import Out
    from salesfloor.kernel.people.api import Staff
    from salesfloor.web.requests import StaffRequest

DIGITS: Final = 18
"""Digits of what may be a customer's number; a longer one is nobody's."""


@page(may=SEES, methods=["GET"])
def choose(request: StaffRequest) -> HttpResponse:
    """List the people of the site, each with the way to the page of leaving.

    Whoever ends jobs finds those below alone; administration looks after everybody's books.
    """
    actor = request.actor
    here = people.working_at(actor.site_id or 0, request.at)
    rows = here.exclude(pk=actor.staff_id or 0).order_by("pinyin", "code")
    shown = [
        one
        for one in rows
        if actor.post not in MANAGERS
        or people.may_let_in(actor.post, Post(one.post), same_site=one.site_id == actor.site_id)
    ]
    return render(request, "leaving/choose.html", {"people": shown})


@page(may=ANYONE, methods=["GET"])
def leaver(request: StaffRequest, code: str) -> HttpResponse:
    """Show what is still out; the leaver sees the same page and changes nothing on it."""
    person = _person(request, code)
    if request.actor.post not in SEES and person.pk != request.actor.staff_id:
        raise Refused("access", phrase("This page is not for your post."))
    out = out_of(person, request.at)
    site_id = request.actor.site_id or 0
    phones = [claim.phone for claim in out.claims]
    rows = customers.Customer.objects.filter(site_id=site_id, phone__in=phones)
    known = {phone: (pk, name) for pk, phone, name in rows.values_list("pk", "phone", "name")}
    facts: dict[str, Any] = {
        "person": person,
        "out": out,
        "rows": _rows(out),
        "claims": [(claim, *known.get(claim.phone, (0, ""))) for claim in out.claims],
        "manages": request.actor.post in MANAGERS and person.pk != request.actor.staff_id,
        "takers": [(one.code, one.name) for one in _takers(request, person)],
    }
    return render(request, "leaving/leaver.html", facts)


def _person(request: StaffRequest, code: str) -> Staff:
    here = people.working_at(request.actor.site_id or 0, request.at)
    person: Staff = row_or_404(here, code=code)
    return person


def _takers(request: StaffRequest, person: Staff) -> list[Staff]:
    here = people.working_at(request.actor.site_id or 0, request.at)
    rows = here.filter(post=Post.SALESPERSON).exclude(pk=person.pk)
    return list(rows.order_by("pinyin", "code"))


def _rows(out: Out) -> list[tuple[Phrase, str, bool]]:
    """Return label, what is there, and whether nobody leaves with it."""
    return [
        (phrase("Follow-up books"), _listed(out.books), bool(out.books)),
        (phrase("Open receptions"), _listed(out.receptions), bool(out.receptions)),
        (phrase("Advances to settle"), _listed(out.advances), bool(out.advances)),
        (phrase("Sealed agreements kept"), _listed(out.custody), bool(out.custody)),
    ]


def _listed(found_out: list[Any]) -> str:
    return joined(map(str, found_out))


@page(may=MANAGERS, methods=["POST"])
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Give the customers that are ticked to a colleague."""
    sent = request.POST.getlist("customers")
    ticked = [one for one in sent if one.isdecimal() and len(one) <= DIGITS]
    rows = customers.Customer.objects.filter(site_id=request.actor.site_id or 0, pk__in=ticked)
    given = {
        "who": code,
        "phones": list(rows.order_by("pk").values_list("phone", flat=True)),
        "to": request.POST.get("to", ""),
        "reason": request.POST.get("reason", ""),
    }
    answer = give(request, "hand_over_customers", given).answer
    words = phrase("{count} customers handed over.", count=answer["claims"])
    return go(request, "leaving:leaver", toast=words, code=code)


@page(may=MANAGERS, methods=["POST"])
def close(request: StaffRequest, code: str) -> HttpResponse:
    """End the job."""
    give(request, "leave_job", {"who": code, "hand_over_to": request.POST.get("hand_over_to", "")})
    return go(request, "leaving:choose", toast=phrase("The job is ended, access is taken away."))
