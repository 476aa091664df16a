"""Pages of customers: finding them, one's story, and following up in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.floor.customers import permissions, rules, wording
from salesfloor.floor.customers.choices import (
    Basis,
    Channel,
    ClaimKind,
    Method,
    Outcome,
    ReadingReason,
    RelationKind,
)
from salesfloor.floor.customers.commands.reading import reveal_phone
from salesfloor.floor.customers.queries import notes, story
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web import directory
from salesfloor.web.pages import filled, give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.floor.customers.models import Customer
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.CUSTOMERS, methods=["GET"])
def customer(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell one customer's whole story."""
    told = story.story(request.actor, request.at, pk)
    if told is None:
        _refuse_colleagues(request, pk)
        raise Http404
    facts = _story_facts(told)
    if told.is_mine:
        facts["notes"] = notes.notes_of_owner(
            told.customer, request.actor.staff_id or 0, told.passings
        )
    return render(request, "customers/customer.html", facts)


def _refuse_colleagues(request: StaffRequest, pk: int) -> None:
    if story.customer_of(request.actor, pk) is not None:
        rules.may_open(is_owner=False, reads_all=False).enforce()


def _story_facts(told: story.Story) -> dict[str, Any]:
    return {
        "story": told,
        "customer": told.customer,
        "kinds": ClaimKind.labels(),
        "relations": wording.RELATIONS,
        "outcomes": Outcome.labels(),
        "bases": Basis.labels(),
        "channels": Channel.labels(),
        "relations_to_record": RelationKind.pairs(),
        "methods": Method.labels(),
        "reasons": ReadingReason.pairs(),
    }


@page(may=permissions.CUSTOMERS, methods=["GET"])
def claim(request: StaffRequest, pk: int) -> HttpResponse:
    """Lead from a claim to its customer."""
    found = story.customer_of_claim(request.actor, pk)
    if found is None:
        raise Http404
    return go(request, "customers:customer", pk=found)


@page(may=permissions.CUSTOMERS, methods=["POST"])
def phone(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the whole phone once, on record: to the follower, or for a reason."""
    given = {"customer": pk, "reason": request.POST.get("reason", "contact")}
    give(request, reveal_phone.name, given)
    return render(request, "customers/_phone.html", {"number": _of_site(request, pk).phone})


@page(may=story.READS_BOOKS, methods=["POST"])
def book(request: StaffRequest, pk: int) -> HttpResponse:
    """Open the follow-up pages about a customer for a manager, on record."""
    give(request, "read_follow_ups", {"customer": pk, "reason": request.POST.get("reason", "")})
    written = notes.notes_of_all(_of_site(request, pk))
    facts = {
        "notes": written,
        "methods": Method.labels(),
        "names": directory.names_by_id(note.staff_id for note in written),
    }
    return render(request, "customers/_notes.html", facts)


@page(may=permissions.CUSTOMERS, methods=["POST"])
def relations(request: StaffRequest, pk: int) -> HttpResponse:
    """Record what somebody is to a customer."""
    told = story.story(request.actor, request.at, pk)
    if told is None:
        _refuse_colleagues(request, pk)
        raise Http404
    given = filled(request, "other", "relation") | {"phone": told.customer.phone}
    give(request, "relate", given)
    return go(request, "customers:customer", toast=phrase("The relation is on record."), pk=pk)


def _of_site(request: StaffRequest, pk: int) -> Customer:
    found = story.customer_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


@page(may=permissions.FOLLOW_UPS)
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down a contact with one's own customer, in the follow-up book."""
    told = story.story(request.actor, request.at, pk)
    if told is None or not told.is_mine:
        if told is not None or story.customer_of(request.actor, pk) is not None:
            rules.may_follow_up(
                is_owner=False, has_owner=told is None or told.claim is not None
            ).enforce()
        raise Http404
    if request.method == "POST":
        return _write_down(request, told)
    policy = rulebook.policies(told.customer.site_id, request.at)
    used = story.methods_used_last(told.customer, request.actor.staff_id or 0)
    facts = _story_facts(told) | {
        "choices": Method.pairs(),
        "reached": wording.REACHED,
        "used": used,
        "suggested": rules.suggested_method(used),
        "suggested_on": rules.suggested_day(day_of(request.at), policy["follow.suggest_days"]),
        "days": policy["visit.follow_up_within_days"],
        "notes": notes.notes_of_owner(told.customer, request.actor.staff_id or 0, told.passings)[
            :3
        ],
    }
    template = "customers/_follow_up.html" if request.htmx else "customers/follow_up.html"
    return render(request, template, facts)


def _write_down(request: StaffRequest, told: story.Story) -> HttpResponse:
    given: dict[str, Any] = filled(request, "method", "note", "next_step", "next_on")
    given |= {
        "phone": told.customer.phone,
        "reached": request.POST.get("reached") != "no",
        "referral_asked": "referral_asked" in request.POST,
    }
    answer = give(request, "follow_up", given).answer
    written = phrase(
        "Written on page {page} of book {book}.", page=answer["page"], book=answer["book"]
    )
    if request.POST.get("back") == "list":
        return go(request, "customers:follow_ups", toast=written)
    return go(request, "customers:customer", toast=written, pk=told.customer.pk)
