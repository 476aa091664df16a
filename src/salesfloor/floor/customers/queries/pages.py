"""Reading the follow-up books: a customer's page as far as one may, and the shelf (3.4.3.1, 3.4.3.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.models import Customer, FollowUp, FollowUpPage
from salesfloor.floor.customers.queries import notes, opened, story
from salesfloor.floor.customers.queries.whose import household, valid_phone
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

SHELF: Final = MANAGERS | {Post.ADMIN}
_STATES: Final = {"OPEN": "in_hand", "FULL": "full", "HANDED_IN": "returned"}


class PageLine(Answer):
    """A line on a customer's page."""

    book: int
    line_no: int
    at: Instant
    writer: str
    method: str
    reached: bool
    note: str
    next_on: date | None
    struck: bool


class PageRead(Answer):
    """The newest page that the reader may see, and the lines, the oldest first."""

    book: int | None
    page: int | None
    lines: list[PageLine]


@question(
    "page",
    may=ANYONE,
    word=phrase("Read a customer's page"),
    clauses=("3.4.3.5", "3.4.3.3", "3.3.2.2"),
    post_clause="3.4.3.5",
)
def read_page(*, actor: StaffActor, at: datetime, phone: Phone) -> PageRead:
    """Read what was written about a customer, as far as one may (3.4.3.5).

    Writers read their own lines; the owner also those that the manager let come along; a manager
    everything on the day on which the page was opened for them, on record.

    :raises Refused: 3.4.3.5 for everybody else.
    """
    number = valid_phone(phone, actor.site_id, at)
    customer = Customer.objects.filter(site_id=actor.site_id, phone=number).first()
    policy = rulebook.policies(actor.site_id, at)
    claim = household(actor.site_id, number, policy).deciding(at)
    is_owner = claim is not None and claim.owner_id == actor.staff_id
    reads_all = customer is not None and opened.is_open_to(actor, customer, at)
    seen = _seen(actor, at, customer, is_owner=is_owner, reads_all=reads_all)
    lines = _lines(customer, seen)
    wrote = FollowUpPage.objects.filter(customer=customer, book_id__in=_books_of(actor))
    rules.may_open(
        is_owner=is_owner or bool(lines) or wrote.exists(),
        has_owner=claim is not None,
        reads_all=reads_all,
    ).enforce()
    pages = FollowUpPage.objects.filter(customer=customer)
    if not reads_all:
        mine = {line.page_id for line in lines} | set(wrote.values_list("pk", flat=True))
        pages = pages.filter(pk__in=mine)
    numbers = _numbers(pages)
    newest = max(numbers.values(), default=(None, None))
    codes = people.codes_of(sorted({line.staff_id for line in lines}))
    return PageRead(
        book=newest[0],
        page=newest[1],
        lines=[
            PageLine(
                book=numbers[line.page_id][0],
                line_no=line.line_no,
                at=line.at,
                writer=codes.get(line.staff_id, ""),
                method=line.method,
                reached=line.reached,
                note=line.note,
                next_on=line.next_on,
                struck=line.struck_at is not None,
            )
            for line in lines
        ],
    )


def _seen(
    actor: StaffActor, at: datetime, customer: Customer | None, *, is_owner: bool, reads_all: bool
) -> Q:
    """Return the condition of the lines that somebody may read."""
    if reads_all:
        return Q()
    if not is_owner or customer is None:
        return Q(staff_id=actor.staff_id)
    return notes.seen_by(actor.staff_id, story.passings_of(customer, at))


def _lines(customer: Customer | None, seen: Q) -> list[FollowUp]:
    if customer is None:
        return []
    rows = FollowUp.objects.filter(seen, customer=customer).select_related("page")
    return list(rows.order_by("at", "pk"))


def _books_of(actor: StaffActor) -> Any:  # noqa: ANN401 - a query of ids
    return registers.Book.objects.filter(
        site_id=actor.site_id, kind="follow_up", holder_id=actor.staff_id
    ).values("pk")


def _numbers(pages: Iterable[FollowUpPage]) -> dict[int, tuple[int, int]]:
    """Return of each page the number of its book and its own."""
    found = list(pages)
    books = registers.Book.objects.filter(pk__in=[page.book_id for page in found])
    numbers = dict(books.values_list("pk", "number"))
    return {page.pk: (numbers[page.book_id], page.number) for page in found}


class ShelfRow(Answer):
    """A follow-up book: whose, since when, how full, where."""

    book: int
    holder: str | None
    issued_on: date
    lines: int
    pages: int
    state: str


class Shelf(Answer):
    """All follow-up books of the site, by number."""

    rows: list[ShelfRow]


@question(
    "books",
    may=SHELF,
    word=phrase("Look at the follow-up books"),
    clauses=("3.4.3.1", "3.4.3.6"),
)
def look_at_books(
    *,
    actor: SiteActor,
    at: datetime,
    of: Annotated[Code, Label("Whose"), Reference("person")] | None = None,
) -> Shelf:
    """Say of every follow-up book who has it, how full it is, and whether it is back (3.4.3.1).

    :raises Refused: `input` for somebody who is nobody.
    """
    del at
    holder = None
    if of is not None:
        holder = people.Staff.objects.filter(code=of).values_list("pk", flat=True).first()
        if holder is None:
            raise bad_input(phrase("Nobody here has the code {code}.", code=of))
    pages = FollowUpPage.objects.filter(book_id=OuterRef("pk")).order_by().values("book_id")
    books = registers.Book.objects.filter(site_id=actor.site_id, kind="follow_up").annotate(
        holder=Subquery(people.Staff.objects.filter(pk=OuterRef("holder_id")).values("code")),
        pages=Coalesce(Subquery(pages.annotate(pages=Count("pk")).values("pages")), 0),
    )
    if holder is not None:
        books = books.filter(holder_id=holder)
    rows = books.order_by("number").values_list(
        "number", "holder", "opened_at", "lines", "pages", "status"
    )
    return Shelf(
        rows=[
            ShelfRow(
                book=number,
                holder=code,
                issued_on=day_of(issued_at),
                lines=lines,
                pages=pages,
                state=_STATES[status],
            )
            for number, code, issued_at, lines, pages, status in rows
        ]
    )
