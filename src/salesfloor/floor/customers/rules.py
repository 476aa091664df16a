"""Whose customer, since when, until when: clauses 3.3, 3.5 and 3.2.4.4 as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import at_time, day_of, end_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_DAY: Final = timedelta(days=1)
OWN: Final = "own"
LAPSED: Final = "lapsed"
"""No link: the last claim on the phone that was written down as lapsed."""
FELLOW: Final = "fellow"
"""Another shareholder of the same company."""
SAME: Final = "same_customer"
"""The same person with another phone, confirmed by the manager (3.5.0)."""

INVERSE: Final = {
    "spouse": "spouse",
    "parent": "child",
    "child": "parent",
    "sibling": "sibling",
    "relative": "relative",
    "shareholder": "company",
    "company": "shareholder",
    "employee": "employer",
    "employer": "employee",
    SAME: SAME,
}
COMPANY_LINKS: Final = frozenset({"shareholder", "company", FELLOW})
BOUND_UNTIL: Final = datetime(2199, 12, 30, tzinfo=UTC)
"""When a claim lapses that a deal binds: not while the deal is open."""
LAPSE_CLAUSE: Final = {"visit": "3.3.2.1", "call": "3.3.1.1", "referral": "3.3.1.1"}


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim as a decision sees it, and by which link it concerns the customer asked about."""

    id: int
    phone: str
    link: str
    owner_id: int
    kind: str
    made_at: datetime
    lapses_at: datetime
    owner_code: str = ""


def counted_relations(household: Iterable[str]) -> frozenset[str]:
    """Return the relations that make one customer, seen from either side (3.5.0, 3.5.2, 3.5.3)."""
    family = set(household)
    seen_from_there = {INVERSE[relation] for relation in family}
    return frozenset(family | seen_from_there | COMPANY_LINKS | {SAME})


def clause_of_link(link: str) -> str:
    """Return the clause by which a linked person counts as the same customer."""
    if link in {OWN, SAME}:
        return "3.5.0"
    return "3.5.3" if link in COMPANY_LINKS else "3.5.2"


def clause_of_relation(relation: str) -> str:
    """Return the clause that says whether people in this relation are one customer."""
    return "3.5.3" if relation in COMPANY_LINKS | {"employee", "employer"} else "3.5.2"


def standing(claims: Iterable[ClaimFacts], at: datetime) -> list[ClaimFacts]:
    """Return the claims that have not lapsed at that moment, worker or no worker (3.3)."""
    return [claim for claim in claims if claim.lapses_at > at]


def deciding(claims: Iterable[ClaimFacts], at: datetime) -> ClaimFacts | None:
    """Return the earliest standing claim among those of one customer (3.5.0, 3.5.2, 3.5.3)."""
    return min(standing(claims, at), key=lambda claim: (claim.made_at, claim.id), default=None)


def kept_alive(claims: Iterable[ClaimFacts], at: datetime) -> list[ClaimFacts]:
    """Return the claims for which a visit or a follow-up counts: the deciding owner's own."""
    claims = list(claims)
    first = deciding(claims, at)
    if first is None:
        return []
    return [claim for claim in standing(claims, at) if claim.owner_id == first.owner_id]


def is_bound(lapses_at: datetime) -> bool:
    """Tell whether a deal keeps the claim from lapsing (3.3.2.1)."""
    return lapses_at >= BOUND_UNTIL


def last_day_of(lapses_at: datetime) -> date:
    """Return the last day on which a claim stands."""
    return day_of(lapses_at - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class House:
    """What a site's days are reckoned by: which are worked, and when it closes."""

    is_working: Callable[[date], bool]
    closes: Callable[[], time]


def last_valid_day(
    kind: str, on: date, made_on: date, policy: Mapping[str, Any], house: House
) -> date:
    """Return the last day on which a claim stands that got its date on a day (3.3)."""
    name = "visit.follow_up_within_days" if kind == "visit" else "call.visit_within_days"
    last = _counted_on(on, policy[name], policy, house)
    if policy["claim.holiday"] == "extend":
        while not house.is_working(last):
            last += _DAY
    cap = policy["claim.hard_cap_days"]
    return min(last, made_on + timedelta(days=cap)) if cap else last


def _counted_on(on: date, days: int, policy: Mapping[str, Any], house: House) -> date:
    """Return the day so many days on; the day itself is the first, or is not counted."""
    if policy["claim.count_from"] == "same_day":
        on -= _DAY
    if policy["claim.day_unit"] == "calendar":
        return on + timedelta(days=days)
    while days:
        on += _DAY
        days -= house.is_working(on)
    return on


def lapse_instant(
    kind: str, at: datetime, made_at: datetime, policy: Mapping[str, Any], house: House
) -> datetime:
    """Return the first moment at which the claim stands no longer; it is after `at`."""
    last = last_valid_day(kind, day_of(at), day_of(made_at), policy, house)
    lapses_at = _end(last, policy, house)
    while lapses_at <= at:
        last += _DAY
        lapses_at = _end(last, policy, house)
    return lapses_at


def _end(last: date, policy: Mapping[str, Any], house: House) -> datetime:
    return end_of(last) if policy["claim.cut_off"] == "midnight" else at_time(last, house.closes())


def warned_on(kind: str, lapses_at: datetime, policy: Mapping[str, Any]) -> date:
    """Return the day at whose opening the owner is told that a claim is about to lapse."""
    name = "visit.warn_before_days" if kind == "visit" else "call.warn_before_days"
    return day_of(lapses_at - timedelta(microseconds=1)) - timedelta(days=policy[name])


def moved_to(
    kind: str,
    at: datetime,
    *,
    kind_before: str,
    lapses_before: datetime,
    made_at: datetime,
    policy: Mapping[str, Any],
    house: House,
) -> datetime:
    """Return until when a claim stands after something that counts for it (3.3.1.1, 3.3.2.1).

    A claim keeps the period of the moment that gave it its date: a shorter period that came into
    force since, or an entry made late, takes no day away.
    """
    lapses_at = lapse_instant(kind, at, made_at, policy, house)
    return max(lapses_at, lapses_before) if kind == kind_before else lapses_at


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that counts for a claim: its founding, a visit, a follow-up."""

    at: datetime
    kind: str
    """Which kind of claim it makes; empty for a follow-up, which leaves the kind as it is."""
    policy: Mapping[str, Any]
    """The site's policies of that moment."""
    house: House
    """The site's days as they were known at that moment."""


def worked_out(counted: Iterable[Counted]) -> tuple[str, datetime]:
    """Return a claim's kind and first instant without it, from its founding and what followed."""
    founding, *later = counted
    kind, made_at = founding.kind, founding.at
    lapses_at = lapse_instant(kind, made_at, made_at, founding.policy, founding.house)
    for one in later:
        if not one.kind and kind != "visit":
            continue  # a follow-up keeps visit claims alive only
        lapses_at = moved_to(
            "visit",
            one.at,
            kind_before=kind,
            lapses_before=lapses_at,
            made_at=made_at,
            policy=one.policy,
            house=one.house,
        )
        kind = "visit"
    return kind, lapses_at


@clause("3.2.4.4")
def may_follow_courtesy(*, is_owner: bool, courtesy_only: bool) -> Phrase | None:
    """Refuse the courtesy consultant to follow the customer while the follower's claim stands."""
    if not is_owner and courtesy_only:
        return phrase(
            "You received this customer as a courtesy. The colleague who follows the customer "
            "does the follow-up; pass on what you learned."
        )
    return None


@clause("3.4.3.5")
def may_open(*, is_owner: bool, has_owner: bool, reads_all: bool) -> Phrase | None:
    """Keep a customer closed to consultants who do not follow them."""
    if is_owner or reads_all:
        return None
    if not has_owner:
        return phrase(
            "Nobody follows this customer now, so the page and the phone stay closed. Whoever "
            "receives the next visit by turn gains the customer, and the page with them."
        )
    return phrase(
        "This customer belongs to a colleague, so the page and the phone stay closed. If you "
        "must check something, look at it together with the manager."
    )


@clause("3.4.3.2")
def may_replace(before: str, after: str) -> Phrase | None:
    """Refuse to empty a particular that is filled in; it is replaced by the right one."""
    if before and not after:
        return phrase("What is filled in is not emptied. Write the right one in its place.")
    return None


@clause("7.2.2")
def may_see_phone(*, shown: int, limit: int) -> Phrase | None:
    """Refuse more whole phones within an hour than the site allows."""
    if shown >= limit:
        return phrase(
            "You were shown {limit} phones within the hour, the most that this site allows. The "
            "manager has been told; ask there if you need more.",
            limit=limit,
        )
    return None


@clause("3.4.3.5")
def may_follow_up(*, is_owner: bool, has_owner: bool) -> Phrase | None:
    """Refuse follow-ups by anyone but the owner."""
    if is_owner:
        return None
    if not has_owner:
        return phrase(
            "Nobody has a standing claim to this customer. Whoever receives the next visit by "
            "turn gains it; follow-ups begin then."
        )
    return phrase("A colleague follows this customer. Only the owner writes follow-ups.")


@clause("input")
def may_plan(next_on: date | None, *, today: date) -> Phrase | None:
    """Refuse to plan the next contact for a day gone by."""
    if next_on is not None and next_on < today:
        return phrase("The next contact cannot be planned for a day gone by.")
    return None


@clause("3.4.3.1", "3.3.2.2")
def may_write_in_book(*, has_book: bool) -> Phrase | None:
    """Refuse follow-ups without a book in hand."""
    if not has_book:
        return phrase("You have no follow-up book in hand. Draw one from administration.")
    return None


@clause("3.4.3.3")
def may_open_page(*, book: int, page: int | None) -> Phrase | None:
    """Refuse a second page for one customer in one book, and lead to the first."""
    if page is not None:
        return phrase(
            "This customer has a page already: book {book}, page {page}.", book=book, page=page
        )
    return None


@clause("3.4.3.1")
def may_issue_books(*, by_administration: bool) -> Phrase | None:
    """Books come from administration."""
    if not by_administration:
        return phrase("Follow-up books are issued by administration.")
    return None


@clause("input")
def may_hold_book(post: Post, *, who: str) -> Phrase | None:
    """Follow-up books are drawn by those who follow customers up."""
    if post is not Post.SALESPERSON:
        return phrase("{who} is no salesperson and follows nobody up.", who=who)
    return None


@clause("3.4.3.1")
def may_draw_book(*, has_book: bool) -> Phrase | None:
    """Books are drawn one at a time."""
    if has_book:
        return phrase(
            "This consultant has a book in hand. The next is issued when it is full or returned."
        )
    return None


@clause("3.4.3.6")
def may_leave(*, book_out: int | None) -> Phrase | None:
    """Refuse leaving while a follow-up book is out."""
    if book_out is not None:
        return phrase(
            "Follow-up book {number} is still out. It is returned before leaving.",
            number=book_out,
        )
    return None
