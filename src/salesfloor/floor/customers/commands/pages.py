"""Opening a customer's page in the follow-up book (3.4.3.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.sql import fetch_one
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.commands import relations
from salesfloor.floor.customers.commands.in_hand import BOOK, book_in_hand
from salesfloor.floor.customers.models import FollowUpPage
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

_OPEN: Final = """
    WITH found AS (
        SELECT id, number FROM customers_followuppage
        WHERE book_id = %(book)s AND customer_id = %(customer)s
    ), made AS (
        INSERT INTO customers_followuppage (book_id, number, customer_id)
        SELECT %(book)s, coalesce((SELECT max(number) FROM customers_followuppage
            WHERE book_id = %(book)s), 0) + 1, %(customer)s
        WHERE NOT EXISTS (SELECT FROM found)
        RETURNING id, number
    ), earlier AS (
        SELECT b.number AS book, p.number AS page
        FROM customers_followuppage p JOIN register.book b ON b.id = p.book_id
        WHERE p.customer_id = %(customer)s AND b.id <> %(book)s AND b.holder_id = %(holder)s
        ORDER BY b.number DESC LIMIT 1
    )
    SELECT id, number, false, NULL::integer, NULL::integer FROM found
    UNION ALL
    SELECT id, number, true, (SELECT book FROM earlier), (SELECT page FROM earlier) FROM made
"""


class Page(NamedTuple):
    """A customer's page in a book, and where the same customer stood in the book before."""

    id: int
    number: int
    is_new: bool
    earlier_book: int | None
    earlier_page: int | None

    @property
    def begins(self) -> dict[str, int | None]:
        """Return what the first line of a page in a later book names."""
        if not self.is_new or self.earlier_book is None:
            return {}
        return {"earlier_book": self.earlier_book, "earlier_page": self.earlier_page}


def page_of(book_id: int, customer_id: int, holder_id: int) -> Page:
    """Return the customer's page in the book, opened if need be (3.4.3.3)."""
    row = fetch_one(_OPEN, {"book": book_id, "customer": customer_id, "holder": holder_id})
    if row is None:
        message = "the database opened a page and did not say which"
        raise AssertionError(message)
    return Page(*row)


class PageOpened(Answer):
    """Where the customer's page is."""

    book: int
    page: int


@command(
    "open_page",
    may=ANYONE,
    word=phrase("Open a page"),
    clauses=("3.4.3.3", "3.4.3.1", "3.4.3.5"),
    writes=RegisterLine(
        BOOK,
        phrase("Page {page} opened for {phone}"),
        variants={
            "earlier_book": phrase(
                "Page {page} opened for {phone}; before in book {earlier_book}, page {earlier_page}"
            )
        },
        facts={"earlier_book": int, "earlier_page": int},
    ),
    done=phrase("The page is open."),
)
def open_page(*, actor: StaffActor, at: datetime, phone: Phone) -> PageOpened:
    """Open the page of one's own customer in the book in hand (3.4.3.3).

    :raises Refused: 3.4.3.5 unless one owns the customer, 3.4.3.1 without a book in hand, 3.4.3.3
        where the customer has a page in it.
    """
    number = queries.valid_phone(phone, actor.site_id, at)
    policy = rulebook.policies(actor.site_id, at)
    owner = queries.household(actor.site_id, number, policy).deciding(at)
    is_owner = owner is not None and owner.owner_id == actor.staff_id
    rules.may_follow_up(is_owner=is_owner, has_owner=owner is not None).enforce()
    book = book_in_hand(actor.site_id, actor.staff_id)
    customer_id = relations.customer_id(actor.site_id, number, at)
    there = FollowUpPage.objects.filter(book_id=book.id, customer_id=customer_id)
    rules.may_open_page(
        book=book.number, page=there.values_list("number", flat=True).first()
    ).enforce()
    page = page_of(book.id, customer_id, actor.staff_id)
    registers.append(
        site_id=actor.site_id,
        kind=BOOK,
        holder_id=actor.staff_id,
        actor=actor,
        at=at,
        body={"do": "open_page", "page": page.number, **page.begins},
        personal={"phone": number},
    )
    cite("3.4.3.3")
    about(f"customer:{customer_id}")
    return PageOpened(book=book.number, page=page.number)
