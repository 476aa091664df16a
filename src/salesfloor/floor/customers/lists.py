"""Lists of customers: those one may find, and whom to contact by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.floor.customers import permissions, rules
from salesfloor.floor.customers.choices import ClaimKind, Method
from salesfloor.floor.customers.queries import books, due, search
from salesfloor.floor.customers.queries.lapsing import lapsing
from salesfloor.floor.customers.queries.to_contact import to_contact
from salesfloor.kernel.people import api as people
from salesfloor.web import directory
from salesfloor.web.charts import Chart, Series
from salesfloor.web.dates import short_day
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    NUMBER,
    PHONE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Search,
    Slice,
    choice,
)
from salesfloor.web.searching import MOST, Hit, Wish, searcher
from salesfloor.web.templatetags.salesfloor import last_day

STATES: Final = (
    ("followed", phrase("With a follower")),
    ("pool", phrase("In the pool")),
)


@dataclass(frozen=True, slots=True)
class Finds:
    """The customers that fit what was typed, page by page."""

    asked: Asked

    def page(self, after: str, most: int) -> Slice:
        """Return some of them, the newest first."""
        wanted = self.asked.wanted
        owner = wanted.get("owner", "")
        found = search.search(
            self.asked.actor,
            self.asked.at,
            wanted["q"],
            state=wanted.get("state", ""),
            owner_id=int(owner) if owner else None,
            after=_number(after),
            most=most,
        )
        return Slice(found.rows, str(found.after or ""))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None  # noqa: PLR2004 - a bigint


def _consultants(asked: Asked) -> list[tuple[int, str]]:
    working = people.working_at(asked.site_id, asked.at)
    rows = working.filter(post=Post.SALESPERSON).order_by("pinyin", "code")
    return list(rows.values_list("pk", "name"))


def _last_day(row: search.Found, _asked: Asked) -> Any:  # noqa: ANN401 - a day or nothing
    return last_day(row.lapses_at) if row.lapses_at and not rules.is_bound(row.lapses_at) else None


def _title(asked: Asked) -> Phrase:
    sees_all = asked.actor.post in permissions.SEES_WHOSE
    return phrase("Customers") if sees_all else phrase("My customers")


def _empty(asked: Asked) -> Empty:
    text = asked.wanted["q"]
    if search.is_colleagues(asked.actor, asked.at, text):
        return Empty(
            phrase("This customer belongs to a colleague"),
            phrase(
                "You can pass on what you know. For anything else look at it together with the "
                "manager."
            ),
            "ti-user-shield",
            "3.4.3.5",
        )
    if text:
        return Empty(
            phrase("Nobody found"),
            phrase("Try fewer letters, the pinyin initials, or the last four digits of the phone."),
            "ti-search",
        )
    if asked.actor.post in permissions.SEES_WHOSE:
        return Empty(
            phrase("No customers yet"),
            phrase("Whoever leaves a phone at the desk appears here."),
            "ti-users",
        )
    return Empty(
        phrase("No customers of your own yet"),
        phrase("Whoever leaves a phone while you receive in turn becomes your customer."),
        "ti-users",
        "3.5.0",
    )


def _sees_all(asked: Asked) -> dict[str, Any]:
    return {"sees_all": asked.actor.post in permissions.SEES_WHOSE}


CUSTOMERS: Final = List(
    "customers",
    phrase("Customers"),
    title_for=_title,
    may=permissions.CUSTOMERS,
    rows=Finds,
    columns=(
        Column(phrase("Name"), "name", link=("customers:customer", "id"), is_main=True),
        Column(phrase("Phone"), "phone", PHONE),
        Column(phrase("Area"), "area"),
        Column(phrase("Claim by"), "kind", choice(ClaimKind)),
        Column(phrase("Followed by"), "owner"),
        Column(phrase("Last day"), _last_day, DAY),
    ),
    row="customers/_found.html",
    filters=(
        Search("q", phrase("Name, pinyin initials or phone"), by_rows=True),
        OneOf(
            "owner",
            phrase("Followed by"),
            _consultants,
            all_label=phrase("Followed by anybody"),
            may=permissions.SEES_WHOSE,
            by_rows=True,
        ),
        OneOf("state", phrase("State"), STATES, may=permissions.SEES_WHOSE, by_rows=True),
    ),
    empty_for=_empty,
    also=_sees_all,
)


def _whose(asked: Asked) -> int | None:
    if asked.actor.post is Post.SALESPERSON:
        return asked.actor.staff_id
    return _number(asked.wanted["of"])


def _whose_follow_ups(asked: Asked) -> Phrase:
    whose = _whose(asked)
    if asked.actor.post is Post.SALESPERSON or whose is None:
        return phrase("Follow-up")
    name = directory.names_by_id([whose]).get(whose, "")
    return phrase("Follow-up: {name}", name=name) if name else phrase("Follow-up")


def _due(asked: Asked) -> list[Any]:
    """Return the call list of whom one looks at."""
    whose = _whose(asked)
    return [] if whose is None else list(to_contact(asked.site_id, whose, asked.at))


URGENCY: Final = {
    due.Urgency.LAPSES: phrase("Lapses today"),
    due.Urgency.LATE: phrase("Overdue"),
    due.Urgency.TODAY: phrase("Due today"),
    due.Urgency.SOON: phrase("In the next three days"),
    due.Urgency.LATER: phrase("Later"),
}


def _nobody_to_contact(asked: Asked) -> Empty:
    if asked.actor.post is Post.SALESPERSON:
        return Empty(
            phrase("No customers to follow up"),
            phrase(
                "Whoever leaves a phone while you receive in turn becomes yours, and stands here "
                "with the day by which to call."
            ),
            "ti-mood-happy",
        )
    return Empty(phrase("Nobody follows a customer yet"), icon="ti-phone-call")


def _follow_up_facts(asked: Asked) -> dict[str, Any]:
    own = asked.actor.post is Post.SALESPERSON
    facts = {"own": own, "methods": Method.labels(), "kinds": ClaimKind.labels()}
    return facts | {"has_book": books.has_book(asked.actor.staff_id or 0)} if own else facts


FOLLOW_UPS: Final = List(
    "follow_ups",
    phrase("Follow-up"),
    title_for=_whose_follow_ups,
    may=permissions.FOLLOW_UPS,
    rows=_due,
    columns=(
        Column(phrase("Name"), "name", link=("customers:customer", "customer_id"), is_main=True),
        Column(phrase("Phone"), "phone", PHONE),
        Column(phrase("Grade"), "grade"),
        Column(
            phrase("Urgency"),
            "pressing",
            choice({str(key): label for key, label in URGENCY.items()}),
        ),
        Column(phrase("Last contact"), "last_at", MOMENT),
        Column(phrase("Way of contact"), "last_method", choice(Method)),
        Column(phrase("Next step"), "next_step"),
        Column(phrase("Next on"), "next_on", DAY),
        Column(phrase("Last day"), "lapses_on", DAY),
        Column(phrase("Best day"), "suggested_on", DAY),
        Column(phrase("Best way"), "suggested_method", choice(Method)),
        Column(phrase("Followed by"), "owner"),
    ),
    row="customers/_due.html",
    group=lambda row: URGENCY[row.pressing],
    filters=(OneOf("of", phrase("Followed by"), _consultants, may=LEADERS, by_rows=True),),
    empty_for=_nobody_to_contact,
    template="customers/follow_ups.html",
    also=_follow_up_facts,
    clause="3.3.2.1",
)


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who follows customers, and how many."""

    id: int
    name: str
    count: due.DueCount

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        """Return the key by which those come first who have most to do today."""
        count = self.count
        return -count.late, -count.lapse_today, -count.lapse_soon, self.name


def _followers(asked: Asked) -> list[Follower]:
    counts = due.due_counts(asked.site_id, asked.at)
    names = directory.names_by_id(counts)
    found = [Follower(pk, names.get(pk, ""), count) for pk, count in counts.items()]
    return sorted(found, key=lambda one: one.urgency)


def _lapsing_facts(asked: Asked) -> dict[str, Any]:
    days, found = lapsing(asked.site_id, asked.at)
    if not found:
        return {}
    names = directory.names_by_id(found)
    rows = sorted((names.get(pk, ""), counts) for pk, counts in found.items())
    return {
        "lapsing": Chart(
            phrase("Last days of claims, the next two weeks"),
            [short_day(day) for day in days],
            [Series(name, counts, "bad") for name, counts in rows],
            kind="heat",
        )
    }


FOLLOWERS: Final = List(
    "followers",
    phrase("Follow-up"),
    may=LEADERS,
    rows=_followers,
    columns=(
        Column(
            phrase("Followed by"),
            "name",
            link=lambda row, _asked: f"?of={row.id}",
            is_main=True,
        ),
        Column(phrase("Customers"), "count.customers", NUMBER),
        Column(phrase("Overdue"), "count.late", NUMBER),
        Column(phrase("Lapse today"), "count.lapse_today", NUMBER),
        Column(phrase("In three days"), "count.lapse_soon", NUMBER),
    ),
    look=lambda row: "is-urgent" if row.count.late or row.count.lapse_today else "",
    empty=Empty(phrase("Nobody follows a customer yet"), icon="ti-phone-call"),
    template="customers/followers.html",
    also=_lapsing_facts,
    clause="3.3.2.1",
)


@searcher("customers", phrase("Customers"), may=permissions.CUSTOMERS)
def find_customers(wish: Wish) -> list[Hit]:
    """Find customers within the person's scope, phones masked."""
    found = search.search(wish.request.actor, wish.request.at, wish.text, most=MOST)
    return [
        Hit(
            row.name or phrase("Name not left"),
            masked_phone(row.phone),
            reverse("customers:customer", args=[row.id]),
        )
        for row in found.rows
    ]
