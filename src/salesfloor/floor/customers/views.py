"""Pages of customers: finding them, one's story, and following up in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.floor.customers import contacting, permissions, rules, tabs, wording
from salesfloor.floor.customers.choices import (
    RECORDED_FROM_THERE,
    SEEN_FROM_THE_OTHER_SIDE,
    Basis,
    Channel,
    ClaimKind,
    Grade,
    Method,
    Outcome,
    ReadingReason,
    RelationKind,
)
from salesfloor.floor.customers.commands.follow_ups import check_owner
from salesfloor.floor.customers.commands.kin import unrelate
from salesfloor.floor.customers.commands.reading import reveal_phone
from salesfloor.floor.customers.lists import FOLLOW_UPS, FOLLOWERS
from salesfloor.floor.customers.queries import books, contact, notes, story, whose
from salesfloor.floor.customers.queries.to_contact import to_contact
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web import directory
from salesfloor.web.pages import filled, give, go, may, page

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse, HttpResponseBase

    from salesfloor.floor.customers.models import Customer
    from salesfloor.web.requests import StaffRequest


ANOTHER: Final = "another"
"""What the form sends in place of a day that is chosen in the calendar."""
_REACHED: Final = {"yes": True, "no": False}


@page(may=permissions.CUSTOMERS, methods=["GET"])
def customer(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell one customer's whole story."""
    told = _story(request, pk)
    facts = _story_facts(told) | {
        "may_end_relations": may(request.actor, unrelate.name),
        "grades": Grade.pairs(),
        **tabs.shown(request, told),
    }
    if told.is_mine:
        reader = request.actor.staff_id or 0
        facts["notes"] = notes.notes_of_owner(told.customer, reader, told.passings)
        facts["strikes"] = notes.strikable(facts["notes"], reader)
    return render(request, "customers/customer.html", facts)


def _story(request: StaffRequest, pk: int) -> story.Story:
    """Return a customer's story.

    :raises Refused: 3.4.3.5 for a customer whom the person does not follow.
    """
    told = story.story(request.actor, request.at, pk)
    if told is None:
        claim = story.household_of(_of_site(request, pk), request.at).deciding(request.at)
        rules.may_open(is_owner=False, has_owner=claim is not None, reads_all=False).enforce()
        raise Http404
    return told


def _story_facts(told: story.Story) -> dict[str, Any]:
    return {
        "story": told,
        "customer": told.customer,
        "kinds": ClaimKind.labels(),
        "relations": wording.RELATIONS,
        "outcomes": Outcome.labels(),
        "bases": Basis.labels(),
        "channels": Channel.labels(),
        "relations_to_record": [*RelationKind.pairs(), *SEEN_FROM_THE_OTHER_SIDE.items()],
        "methods": Method.labels(),
        "reasons": ReadingReason.pairs(),
    }


@page(may=permissions.CUSTOMERS, methods=["GET"])
def claim(request: StaffRequest, pk: int) -> HttpResponse:
    """Lead from a claim to its customer; a former owner reads how the own claim went."""
    found = story.customer_of_claim(request.actor, pk)
    if found is None:
        raise Http404
    told = story.story(request.actor, request.at, found)
    if told is not None:
        return go(request, "customers:customer", pk=found)
    own = story.own_claim(request.actor, pk)
    if own is None:
        _story(request, found)
    facts = {
        "own": own,
        "kinds": ClaimKind.labels(),
        "methods": Method.labels(),
        "notes": notes.notes_of_owner(_of_site(request, found), request.actor.staff_id or 0, ()),
    }
    return render(request, "customers/claim.html", facts)


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
    """Record what somebody is to a customer, or whose company theirs is; anybody may (3.5.2, 3.5.3)."""
    given = filled(request, "other", "relation") | {"phone": _of_site(request, pk).phone}
    recorded = RECORDED_FROM_THERE.get(given.get("relation", ""))
    if recorded and given.get("other"):
        given |= {"phone": given["other"], "other": given["phone"], "relation": recorded}
    moved = give(request, "relate", given).answer["moved"]
    words = phrase("The relation is on record.")
    if moved:
        words = phrase("On record. A customer has another owner by it; those concerned are told.")
    if story.story(request.actor, request.at, pk) is None:
        return go(request, "customers:customers", toast=words)
    return go(request, "customers:customer", toast=words, pk=pk)


def _of_site(request: StaffRequest, pk: int) -> Customer:
    found = story.customer_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


@page(may=permissions.FOLLOW_UPS, methods=["GET"])
def follow_ups(request: StaffRequest) -> HttpResponseBase:
    """List whom to contact by when; a leader, who has named nobody, sees who follows how many."""
    is_choosing = request.actor.post is not Post.SALESPERSON and not request.GET.get("of")
    return (FOLLOWERS if is_choosing else FOLLOW_UPS).view(request)


@page(may=permissions.FOLLOW_UPS)
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down a contact with one's own customer, in the follow-up book."""
    person = _of_site(request, pk)
    if request.method == "POST":
        return _write_down(request, person)
    check_owner(request.actor, request.at, story.household_of(person, request.at))
    told = _story(request, pk)
    policy = rulebook.policies(told.customer.site_id, request.at)
    reader = request.actor.staff_id or 0
    known = contact.ContactAsked(told.customer.pk, reader, request.at).facts()
    lapses_at = told.claim.lapses_at if told.claim else request.at
    between = contact.days_between(policy, known.grade)
    facts = _story_facts(told) | {
        "choices": Method.pairs(),
        "reached": wording.REACHED,
        "known": known,
        "used": known.used_last,
        "suggested": contacting.suggested_method(known.used_last, free=known.free),
        **_next_days(request, known, between, whose.last_day(lapses_at)),
        "method": request.GET.get("method", ""),
        "is_kept_free": known.free.holds(day_of(request.at)),
        "asks_reason": contacting.asks_reason(
            day_of(request.at),
            day_of(known.reached_at) if known.reached_at else None,
            between,
            reason="",
        ),
        "glances": tabs.glances_of(request, told, tabs.tabs_of(request, told)),
        "has_book": books.has_book(reader),
        "days": policy["visit.follow_up_within_days"],
        "notes": notes.notes_of_owner(told.customer, reader, told.passings)[:3],
    }
    template = "customers/_follow_up.html" if request.htmx else "customers/follow_up.html"
    return render(request, template, facts)


def _next_days(
    request: StaffRequest, known: contact.ContactFacts, between: list[int], last_valid: date
) -> dict[str, Any]:
    """Return the day to contact next that is suggested, and those that one tap chooses."""
    today = day_of(request.at)
    suggested = contacting.suggested_day(today, between, last_valid=last_valid, free=known.free)
    return {
        "suggested_on": suggested,
        "next_days": contacting.days_to_choose(today, suggested, known.free),
    }


def _write_down(request: StaffRequest, person: Customer) -> HttpResponse:
    given: dict[str, Any] = filled(request, "method", "note", "next_step", "next_on", "reason")
    if given.get("next_on") == ANOTHER:
        given.pop("next_on")
        if request.POST.get("another_day"):
            given["next_on"] = request.POST["another_day"]
    given |= {
        "phone": person.phone,
        "reached": _REACHED.get(request.POST.get("reached", ""), ""),  # nothing is chosen for them
        "referral_asked": "referral_asked" in request.POST,
    }
    answer = give(request, "follow_up", given).answer
    written = phrase(
        "Written on page {page} of book {book}.", page=answer["page"], book=answer["book"]
    )
    if request.POST.get("back") == "list":
        return _go_on(request, person, written)
    return go(request, "customers:customer", toast=written, pk=person.pk)


def _go_on(request: StaffRequest, written_about: Customer, written: Phrase) -> HttpResponse:
    """Open the next row of the call list; the list itself where everybody was contacted today."""
    today = day_of(request.at)
    rows = to_contact(request.actor.site_id or 0, request.actor.staff_id or 0, request.at)
    left = (
        row.customer_id
        for row in rows
        if row.customer_id != written_about.pk
        and (row.last_at is None or day_of(row.last_at) != today)
    )
    following = next(left, None)
    if following is None:
        return go(request, "customers:follow_ups", toast=written)
    address = reverse("customers:follow_up", args=[following])
    return go(request, f"{address}?back=list", toast=written)
