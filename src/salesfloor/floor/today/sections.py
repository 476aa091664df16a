"""What each post's home page is made of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.posts import Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.floor.today.queries import site_days
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web import directory

if TYPE_CHECKING:
    from salesfloor.floor.today.queries import SiteDay
    from salesfloor.web.requests import StaffRequest

DUE_SHOWN: Final = 6
REFUSALS_SHOWN: Final = 6
COMPARED_DAYS: Final = 30
"""Courtesy against own receptions is compared over so many days (3.2.4.2)."""


def of_nobody(request: StaffRequest) -> dict[str, Any]:
    """Return nothing but the messages: a post whose work is not on the floor."""
    del request
    return {}


def of_salesperson(request: StaffRequest) -> dict[str, Any]:
    """Return the own turn, the open reception, what is owed, whom to contact."""
    actor, at = request.actor, request.at
    mine = reception.my_floor(actor, at)
    due = customers.due(registers.site_of(actor), [actor.staff_id or 0], at)
    pressing = [one for one in due if one.pressing is not customers.Urgency.LATER]
    return {
        "mine": mine,
        "owed": mine.owed,
        "due": pressing[:DUE_SHOWN],
        "due_count": len(pressing),
        "followed": len(due),
        "methods": customers.Method.labels(),
        "kinds": customers.ClaimKind.labels(),
    }


def of_lead(request: StaffRequest) -> dict[str, Any]:
    """Return the team: who is here, who is busy, what each owes."""
    site_id, at = registers.site_of(request.actor), request.at
    board = reception.board_of(site_id, at)
    account: Any = request.user  # the back end has loaded it with its person
    team = account.staff.team_id
    working = people.working_at(site_id, at).filter(post=Post.SALESPERSON, team_id=team)
    standers = {one.staff_id: one for one in board.queues[0].standers}
    counts = customers.due_counts(site_id, at)
    figures = {row.staff_id: row for row in reception.by_person(site_id, day_of(at), day_of(at))}
    members = [
        {
            "id": staff_id,
            "name": name,
            "stander": standers.get(staff_id),
            "due": counts.get(staff_id),
            "figures": figures.get(staff_id),
            "received": _received(figures.get(staff_id)),
        }
        for staff_id, name in working.order_by("pinyin", "pk").values_list("pk", "name")
    ]
    return {"board": board, "members": members, "day": _day_of(request)}


def _received(row: reception.PersonRow | None) -> int:
    return row.turns + row.own + row.courtesy if row else 0


def of_manager(request: StaffRequest) -> dict[str, Any]:
    """Return the floor: what runs, what waits for a signature, what was tried and refused."""
    actor, at = request.actor, request.at
    site_id = registers.site_of(actor)
    policy = rulebook.policies(site_id, at)
    today = day_of(at)
    greeting = reception.greeting(site_id, today, today, target=policy["greet.within_seconds"])
    compared = reception.by_person(site_id, today - timedelta(days=COMPARED_DAYS - 1), today)
    refused = rulebook.refused_attempts(site_id, start_of(today), at, most=REFUSALS_SHOWN)
    counts = customers.due_counts(site_id, at)
    names = directory.names_by_id({*greeting.persons, *(row.staff_id for row in compared), *counts})
    return {
        "board": reception.board_of(site_id, at),
        "day": _day_of(request),
        "greeting": greeting,
        "greet_within": policy["greet.within_seconds"],
        "greeted": [(names.get(one, ""), greeting.of_person(one)) for one in greeting.persons],
        "compared": [(names.get(row.staff_id, ""), row) for row in compared],
        "compared_days": COMPARED_DAYS,
        "refused": refused,
        "refusers": directory.names_of(one.actor for one in refused),
        "late": _late(counts, names),
    }


def _late(
    counts: dict[int, customers.DueCount], names: dict[int, str]
) -> list[tuple[int, str, customers.DueCount]]:
    """Return whose customers are pressing, the worst first."""
    rows = [(one, names.get(one, ""), count) for one, count in counts.items()]
    rows = [row for row in rows if row[2].late or row[2].lapse_today]
    return sorted(rows, key=lambda row: (-row[2].late - row[2].lapse_today, row[1]))


def of_desk(request: StaffRequest) -> dict[str, Any]:
    """Return who waits, who is at the door, who is up, who has not signed in."""
    site_id, at = registers.site_of(request.actor), request.at
    board = reception.board_of(site_id, at)
    there = {one.staff_id for one in board.queues[0].standers}
    working = people.working_at(site_id, at).filter(post=Post.SALESPERSON)
    people_here = working.order_by("pinyin", "pk").values_list("pk", "code", "name")
    missing = [(code, name) for pk, code, name in people_here if pk not in there]
    return {"board": board, "not_signed_in": missing, "day": _day_of(request)}


def of_admin(request: StaffRequest) -> dict[str, Any]:
    """Return the follow-up books and who has none in hand."""
    books = customers.books_in_hand(registers.site_of(request.actor))
    return {
        "without": [book for book in books if book.number is None],
        "books": [book for book in books if book.number is not None],
    }


def of_house(request: StaffRequest) -> dict[str, Any]:
    """Return all sites side by side."""
    days = site_days(request.at)
    return {"days": days, "chosen": request.actor.site_id}


def _day_of(request: StaffRequest) -> SiteDay | None:
    site_id = registers.site_of(request.actor)
    greet = rulebook.policies(site_id, request.at)["greet.within_seconds"]
    return next(iter(site_days(request.at, site_ids=[site_id], greet_within=greet)), None)
