"""The page of a dispute: the record on one time line, the readings beside it, and the way to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes import permissions, rules
from salesfloor.floor.disputes.choices import Reading, State, What
from salesfloor.floor.disputes.printing import paper_of, values_in_force
from salesfloor.floor.disputes.queries.cases import case_for
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from salesfloor.floor.disputes.queries.cases import Case
    from salesfloor.web.requests import StaffRequest

FIVE, ONE = "0.05", "0.01"
"""The steps of a slider: shares that are no fives, as three equal parts, need the finer one."""
_FIVE: Final = 5


@page(may=permissions.CASES, methods=["GET"])
def case(request: StaffRequest, number: int) -> HttpResponse:
    """Show a case to its parties, their leads and the managers."""
    found = case_for(request.actor, request.at, number)
    return render(request, "disputes/case.html", _facts(request, found))


def _facts(request: StaffRequest, found: Case) -> dict[str, Any]:
    row, actor = found.row, request.actor
    is_open = row.closed_at is None
    lanes = {one: place for place, one in enumerate(found.parties, 1)}
    rule = found.readings[Reading.BY_RULE]
    mine = row.parties.filter(staff_id=actor.staff_id or 0).first()
    words = [
        (found.names.get(one.staff_id, ""), _of(one.word, found), one.word_at)
        for one in row.parties.order_by("pk")
    ]
    gone = people.Staff.objects.filter(pk__in=found.parties).exclude(left_at=None)
    may_decide = rules.may_decide(
        today=day_of(request.at),
        negotiate_until=row.negotiate_until,
        has_failed=row.failed_at is not None,
        party_left=gone.exists(),
    )
    proposed = _to_propose(found, mine.word if mine else None)
    return {
        "case": found,
        "row": row,
        "state": State(row.state).label,
        "is_open": is_open,
        "lanes": [(found.names.get(one, ""), place) for one, place in lanes.items()],
        "facts": [
            {
                "fact": fact,
                "what": What(fact.what).label,
                "who": found.names.get(fact.staff_id, ""),
                "lane": lanes.get(fact.staff_id, 0) if fact.what is not What.DEPOSIT else 0,
                "note": fact.note if found.may_read(fact) else "",
            }
            for fact in found.time_line
        ],
        "methods": customers.Method.labels(),
        "readings": [
            {
                "label": name.label,
                "owner": found.names.get(one.owner_id or 0, ""),
                "shares": _of(one.shares, found),
                "differs": name is not Reading.HALVES and one.owner_id != rule.owner_id,
            }
            for name, one in found.readings.items()
        ],
        "words": words,
        "outcome": _of(found.shares, found),
        "owner": found.names.get(row.owner_id or 0, ""),
        "is_party": mine is not None,
        "opened_it": row.opened_by_id == actor.staff_id,
        "shares": proposed,
        "others": _who_else(found) if actor.post in MANAGERS else [],
        "step": ONE if any(percent % _FIVE for *_, percent in proposed) else FIVE,
        "decides": actor.post in MANAGERS,
        "may_decide": may_decide,
        "values": values_in_force(row.site_id, request.at),
        "serial": rulebook.policies(row.site_id, request.at).serial,
    }


def _of(shares: Any, found: Case) -> list[tuple[str, int]]:  # noqa: ANN401 - kept as text or numbers
    return [(found.names.get(int(one), ""), part) for one, part in (shares or {}).items()]


def _to_propose(found: Case, word: dict[str, int] | None) -> list[tuple[str, str, str, int]]:
    """Return code, name, share and percent of each party for the form, what one said last filled in."""
    halves = found.readings[Reading.HALVES].shares
    last = {int(one): part for one, part in word.items()} if word else halves
    return [
        (found.codes[one], found.names[one], f"{last.get(one, 0) / 100:.2f}", last.get(one, 0))
        for one in found.parties
    ]


def _who_else(found: Case) -> list[tuple[str, str, str, int]]:
    """Return code, name, share and percent of who is no party and may be named by the manager (3.5.1)."""
    staff = people.Staff.objects.filter(
        site_id=found.row.site_id, post=Post.SALESPERSON, left_at=None
    ).exclude(pk__in=found.parties)
    return [(one.code, one.name, "0", 0) for one in staff.order_by("pinyin", "code")]


@page(may=permissions.CASES, methods=["POST"])
def shares(request: StaffRequest, number: int) -> HttpResponse:
    """Take the shares of a form: proposed by a party, refused by one, or decided by the manager."""
    does = request.POST.get("do", "propose")
    given: dict[str, Any] = {"case": number}
    divided = {
        name.removeprefix("share-"): request.POST.get(name, "").strip() or "0"
        for name in request.POST
        if name.startswith("share-")
    }
    given["shares"] = None if does == "fail" else divided
    if does == "decide":
        divided |= _named_besides(request)
        given["reason"] = request.POST.get("reason", "")
        give(request, "decide", given)
        return go(request, "disputes:case", toast=phrase("Decided."), number=number)
    answer = give(request, "agree_share", given).answer
    said = phrase("All agree; the case is settled.") if answer["settled"] else phrase("On record.")
    return go(request, "disputes:case", toast=said, number=number)


def _named_besides(request: StaffRequest) -> dict[str, str]:
    """Return the shares of who is no party and was given one; nothing is no share."""
    return {
        name.removeprefix("other-"): share.strip()
        for name, share in request.POST.items()
        if name.startswith("other-") and isinstance(share, str) and share.strip("0. ")
    }


@page(may=permissions.CASES, methods=["GET"])
def paper(request: StaffRequest, number: int) -> HttpResponse:
    """Print a case for the parties and the manager to sign."""
    found = case_for(request.actor, request.at, number)
    response = HttpResponse(paper_of(found, request.at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="case-{number}.pdf"'
    return response
