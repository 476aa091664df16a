"""What following up does about news from below: a reception without a deal, a customer who is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import announce, cite
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following.commands.remedies import CLAUSE, PROMISED, WANTED
from salesfloor.floor.following.commands.thanks import DUE
from salesfloor.floor.following.models import Lost, SoldOut
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

HIGH = frozenset({"A", "B"})
BOOK_OUT = "book_out"
_SET: Final = "SELECT ref FROM following_lost WHERE customer_id = %s AND number IS NOT NULL"


@on("end")
def ask_for_remedy(entry: Entry) -> None:
    """Put a customer of grade A or B who did not buy on the manager's list at once (9.5.2.3)."""
    ref = entry.body["ref"]
    _settle(entry, reception.customer_of(entry.site_id, ref))  # the customer came back, or rang
    if entry.body["outcome"] != "no_deal" or entry.body["grade"] not in HIGH:
        return
    ended = reception.reception_of(entry.site_id, ref)
    Lost.objects.get_or_create(
        reception_id=ended.pk,
        defaults={
            "site_id": entry.site_id,
            "ref": ref,
            "customer_id": ended.customer_id,
            "grade": entry.body["grade"],
            "at": entry.at,
        },
    )
    work.owe(
        kind=WANTED,
        subject=f"reception:{ref}",
        site_id=entry.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "{name}, grade {grade}, did not buy: {reason}. Set a remedy.",
            name=ended.name,
            grade=entry.body["grade"],
            reason=entry.personal.get("reason", ""),
        ),
        at=entry.at,
        posts=[Post.MANAGER],
    )
    cite(CLAUSE)


@on("follow_up")
def remedied(entry: Entry) -> None:
    """Take a remedy off the list once the customer is reached."""
    if entry.body.get("reached"):
        customer = customers.CustomerAsked(entry.site_id, entry.personal["phone"])
        _settle(entry, customer.id(entry.at))


@on("take_back_referral")
def nobody_to_thank(entry: Entry) -> None:
    """Take the thanks for a referral that was recorded wrongly off the list."""
    customer_id = customers.customer_id(entry.site_id, entry.personal["phone"], entry.at)
    subject = f"customer:{customer_id}"
    work.settle(kind=DUE, subject=subject, site_id=entry.site_id, at=entry.at)


def _settle(entry: Entry, customer_id: int | None) -> None:
    """Take the remedies that are set for a customer off the list."""
    for (ref,) in fetch_all(_SET, (customer_id,)):
        subject = f"reception:{ref}"
        work.settle(kind=PROMISED, subject=subject, site_id=entry.site_id, at=entry.at)


@on("no_unit_left")
def call_books_in(entry: Entry) -> None:
    """Call all follow-up books in once nothing is left to sell; a unit that comes back undoes nothing."""
    if SoldOut.objects.filter(site_id=entry.site_id).exists():
        return
    SoldOut.objects.create(site_id=entry.site_id, at=entry.at)
    out = registers.Book.objects.filter(
        site_id=entry.site_id, kind="follow_up", handed_in_at=None
    ).order_by("number")
    for book in out:
        work.owe(
            kind=BOOK_OUT,
            subject=f"book:follow_up:{book.number}",
            site_id=entry.site_id,
            clause="3.4.3.6",
            sentence=phrase(
                "Everything is sold: hand in follow-up book {number}.", number=book.number
            ),
            at=entry.at,
            staff_ids=[book.holder_id] if book.holder_id else [],
            posts=[Post.ADMIN],
        )
    cite("3.4.3.6")
    announce("sold_out", "3.4.3.6", at=entry.at, books=[book.number for book in out])


@on("follow_up_book_returned")
def book_is_back(entry: Entry) -> None:
    """Take a follow-up book that is back off the lists."""
    subject = f"book:follow_up:{entry.body['book']}"
    work.settle(kind=BOOK_OUT, subject=subject, site_id=entry.site_id, at=entry.at)
