"""What was said to a customer, as far as a reader may see it (3.4.3.5).

A writer reads what they wrote. An owner also reads what the manager's act brought along with the
customer: `override`, `leave_job`. After a lapse the next owner reads nothing of the one before.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import OuterRef, Q, Subquery

from salesfloor.floor.customers.models import ClaimEvent, FollowUp
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.floor.customers.models import Customer

MOST: Final = 100


class Passing(NamedTuple):
    """A claim that began with somebody, or that the manager gave to somebody else."""

    claim_id: int
    kind: str
    at: datetime
    staff_id: int


def came_along(passings: Iterable[Passing], reader: int) -> dict[int, datetime]:
    """Return whose lines came along to a reader, each with the moment up to which."""
    owners: dict[int, int] = {}
    readable: dict[int, dict[int, datetime]] = defaultdict(dict)
    for one in passings:
        giver = owners.get(one.claim_id)
        owners[one.claim_id] = one.staff_id
        if one.kind != ClaimEvent.Kind.PASSED_ON or giver is None:
            continue
        for writer, until in {**readable[giver], giver: one.at}.items():
            known = readable[one.staff_id].get(writer)
            readable[one.staff_id][writer] = until if known is None else max(known, until)
    return readable[reader]


def seen_by(reader: int, passings: Iterable[Passing]) -> Q:
    """Return the condition of the lines that an owner may read: the own, and what came along."""
    seen = Q(staff_id=reader)
    for writer, until in came_along(passings, reader).items():
        seen |= Q(staff_id=writer, at__lte=until)
    return seen


def notes_of_owner(customer: Customer, reader: int, passings: Iterable[Passing]) -> list[FollowUp]:
    """Return the lines about a customer that their owner may read, the newest first.

    `passings` are those of claims on the customer and on those counted as one, the oldest first.
    """
    rows = _with_books(FollowUp.objects.filter(seen_by(reader, passings), customer=customer))
    return list(rows.order_by("-at", "-pk")[:MOST])


def notes_of_all(customer: Customer) -> list[FollowUp]:
    """Return everything written on the customer's pages, for a manager, the newest first."""
    rows = _with_books(FollowUp.objects.filter(customer=customer))
    return list(rows.order_by("-at", "-pk")[:MOST])


def strikable(notes: Sequence[FollowUp], writer: int) -> dict[int, int]:
    """Return the lines among these that their writer may strike, each with the number of its book."""
    books: dict[int, int | None] = {note.pk: getattr(note, "open_book", None) for note in notes}
    own = {note.pk for note in notes if note.staff_id == writer and note.struck_at is None}
    return {pk: book for pk, book in books.items() if book is not None and pk in own}


def _with_books(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Tell of each line in which book that still takes lines it stands."""
    books = registers.Book.objects.filter(pk=OuterRef("page__book_id")).exclude(status="HANDED_IN")
    return rows.annotate(open_book=Subquery(books.values("number")[:1])).select_related("page")
