"""Follow-up books drawn and returned by number; leaving."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.commands import claims
from salesfloor.floor.customers.commands.in_hand import BOOK, lock_book_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

RETURNED: Final = lines.occasion("follow_up_book_returned")
"""A follow-up book is back; the fact is `book`."""


class BookIssued(Answer):
    """Answer of `issue_book`."""

    book: int


@command(
    "issue_book",
    may=ANYONE,
    word=phrase("Issue a follow-up book"),
    clauses=("3.4.3.1",),
    post_clause="3.4.3.1",
    done=phrase("The book is issued."),
)
def issue_book(
    *,
    actor: SiteActor,
    at: datetime,
    to: Annotated[Code, Label("Who gets the book"), Reference("salesperson")],
) -> BookIssued:
    """Issue the next numbered follow-up book to a consultant (3.4.3.1).

    :raises Refused: 3.4.3.1 unless by administration, or while a book is in hand; `input` for
        somebody who is no salesperson.
    """
    site_id = actor.site_id
    rules.may_issue_books(by_administration=actor.post is Post.ADMIN).enforce()
    person = people.person_here(to, site_id, at)
    rules.may_hold_book(Post(person.post), who=to).enforce()
    lock_book_of(person.pk)
    in_hand = registers.Book.objects.filter(kind=BOOK, holder_id=person.pk, status="OPEN")
    rules.may_draw_book(has_book=in_hand.exists()).enforce()
    number = registers.open_volume(
        site_id=site_id, kind=BOOK, holder_id=person.pk, actor=actor, at=at
    )
    cite("3.4.3.1")
    about(f"staff:{person.code}")
    return BookIssued(book=number)


class BookReturned(Answer):
    """Answer of `return_book`."""

    book: int


@command(
    "return_book",
    may=frozenset({Post.ADMIN}),
    word=phrase("Return a follow-up book"),
    clauses=(
        "3.4.3.6",
        "3.4.3.1",
    ),
    post_clause="3.4.3.1",
    done=phrase("The book is back."),
)
def return_book(
    *, actor: SiteActor, at: datetime, book: Annotated[Number, Label("Book")]
) -> BookReturned:
    """Take a follow-up book back by its number (3.4.3.6)."""
    site_id = actor.site_id
    registers.await_hand_in(site_id, BOOK, book)
    found = registers.Book.objects.filter(site_id=site_id, kind=BOOK, number=book).first()
    if found is None:
        raise bad_input(phrase("There is no follow-up book {number}.", number=book))
    if found.status == "HANDED_IN":
        raise bad_input(phrase("Follow-up book {number} is returned already.", number=book))
    registers.hand_in(book_id=found.pk, actor=actor, at=at)
    lines.tell(RETURNED, site_id=site_id, at=at, book=book)
    cite("3.4.3.6")
    about(f"book:{BOOK}:{book}")
    return BookReturned(book=book)


class JobLeft(Answer):
    """Answer of `leave_job`."""

    who: str
    claims: int


@command(
    "leave_job",
    may=MANAGERS,
    word=phrase("Leave the job"),
    clauses=(
        "3.4.3.6",
        "3.2.3.6",
    ),
    writes=RegisterLine(
        "people",
        phrase("{who} leaves; {claims} customers go to {hand_over_to}"),
        facts={"claims": str},
    ),
    done=phrase("Left; customers are handed over."),
)
def leave_job(
    *,
    actor: SiteActor,
    at: datetime,
    who: Who,
    hand_over_to: Annotated[Code, Label("Customers go to"), Reference("salesperson")],
) -> JobLeft:
    """End a person's work here: customers reassigned, access ended at once (3.4.3.6).

    Every customer of theirs goes along, also those of a site they were lent to.

    :raises Refused: 3.4.3.6 while a follow-up book is out; 3.2.3.6 in the middle of a
        reception; 7.1.12 for the last one on an open floor; 3.1.1 for a lead whose team has people;
        `access` for somebody of another site, or not below oneself; `input` where customers would
        go to somebody who receives none.
    """
    people.lock_people()
    site_id = actor.site_id
    person = people.person_here(who, site_id, at)
    successor = people.person_here(hand_over_to, site_id, at)
    same_site = person.site_id == site_id
    people.may_let_in(actor.post, Post(person.post), same_site=same_site).enforce()
    if person.pk == successor.pk:
        raise bad_input(phrase("Customers are handed over to somebody else.", field="hand_over_to"))
    has_customers = person.post == Post.SALESPERSON.value or claims.has_any(person.pk, at)
    if has_customers and successor.post != Post.SALESPERSON.value:
        words = phrase(
            "Customers are handed over to a salesperson, who receives them.", field="hand_over_to"
        )
        raise bad_input(words)
    out = registers.Book.objects.filter(kind=BOOK, holder_id=person.pk).exclude(status="HANDED_IN")
    rules.may_leave(book_out=out.values_list("number", flat=True).first()).enforce()
    # First the lock of the floor, then those of claims: the order of every reception.
    people.dismiss(staff_id=person.pk, at=at)
    moved = claims.hand_over(owner_id=person.pk, to=successor.pk, at=at)
    registers.append(
        site_id=site_id,
        kind="people",
        actor=actor,
        at=at,
        body={"do": "leave_job", "who": who, "hand_over_to": hand_over_to, "claims": moved},
    )
    cite("3.4.3.6")
    about(f"staff:{person.code}")
    return JobLeft(who=who, claims=moved)
