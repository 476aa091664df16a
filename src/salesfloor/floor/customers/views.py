"""Pages of customers: finding them, one's story, and following up in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
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
from salesfloor.floor.customers.queries import due, notes, search, story
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web import directory
from salesfloor.web.pages import filled, give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.floor.customers.models import Customer
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.CUSTOMERS, methods=["GET"])
def customers(request: StaffRequest) -> HttpResponse:
    """Find customers; a salesperson finds the own ones."""
    sees_all = request.actor.post in permissions.SEES_WHOSE
    text, state = request.GET.get("q", "")[:50], request.GET.get("state", "")
    owner, after = _number(request.GET.get("owner")), _number(request.GET.get("after"))
    found = search.search(request.actor, request.at, text, state=state, owner_id=owner, after=after)
    facts: dict[str, Any] = {
        "text": text,
        "state": state,
        "owner": owner,
        "found": found,
        "sees_all": sees_all,
        "kinds": ClaimKind.labels(),
        "further": _further(request, found.after),
    }
    if request.htmx:
        return render(request, "customers/_found.html", facts)
    facts["owners"] = _owners(request) if sees_all else []
    return render(request, "customers/customers.html", facts)


def _owners(request: StaffRequest) -> list[tuple[int, str]]:
    working = people.working_at(registers.site_of(request.actor), request.at)
    rows = working.filter(post=Post.SALESPERSON).order_by("pinyin", "code")
    return list(rows.values_list("pk", "name"))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None  # noqa: PLR2004


def _further(request: StaffRequest, after: int | None) -> str:
    if after is None:
        return ""
    query = request.GET.copy()
    query["after"] = str(after)
    return f"?{query.urlencode()}"


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


@page(may=permissions.FOLLOW_UPS, methods=["GET"])
def follow_ups(request: StaffRequest) -> HttpResponse:
    """List whom to contact by when: the own customers, or each consultant's for those above."""
    site_id = registers.site_of(request.actor)
    own = request.actor.post is Post.SALESPERSON
    whose = request.actor.staff_id if own else _number(request.GET.get("of"))
    facts: dict[str, Any] = {"own": own, "methods": Method.labels(), "kinds": ClaimKind.labels()}
    if whose is not None:
        rows = due.due(site_id, [whose], request.at)
        facts |= {"rows": rows, "groups": _groups(rows), "whose": whose}
    if not own:
        counts = due.due_counts(site_id, request.at)
        names = directory.names_by_id(counts)
        facts["people"] = sorted(
            ((pk, names.get(pk, ""), count) for pk, count in counts.items()),
            key=lambda row: (-row[2].late, -row[2].lapse_today, -row[2].lapse_soon, row[1]),
        )
    return render(request, "customers/follow_ups.html", facts)


def _groups(rows: list[due.Due]) -> list[tuple[due.Urgency, Any, list[due.Due]]]:
    titles = {
        due.Urgency.LATE: phrase("Overdue"),
        due.Urgency.TODAY: phrase("Due today"),
        due.Urgency.SOON: phrase("In the next three days"),
        due.Urgency.LATER: phrase("Later"),
    }
    groups = (
        (urgency, title, [row for row in rows if row.urgency is urgency])
        for urgency, title in titles.items()
    )
    return [(urgency, title, found) for urgency, title, found in groups if found]


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
