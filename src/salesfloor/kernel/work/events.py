"""Full volumes of the registers, which the manager hands in (3.2.3.5); lists of people who leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work.commands import end_list_of, owe, settle

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

KIND: Final = "volume"


@on(registers.VOLUME_FILLED)
def owe_volume(entry: Entry) -> None:
    """Put a full volume on the managers' list until it is handed in."""
    book = registers.Book.objects.get(pk=entry.body["book_id"])
    owe(
        kind=KIND,
        subject=f"book:{book.kind}:{book.number}",
        site_id=entry.site_id,
        clause="3.2.3.5",
        sentence=phrase(
            "{title}, volume {number}, is full: hand it in.",
            title=registers.title_of(book.kind),
            number=book.number,
        ),
        at=entry.at,
        posts=[Post.MANAGER],
        command="hand_in_volume",
        given={"register": book.kind, "volume": book.number},
    )


@on("hand_in")
def settle_volume(entry: Entry) -> None:
    """Take a volume that is handed in off the list."""
    book = registers.Book.objects.filter(name=entry.body["volume"]).first()
    if book is not None:
        subject = f"book:{book.kind}:{book.number}"
        settle(kind=KIND, subject=subject, site_id=entry.site_id, at=entry.at)


@on("leave_job")
def end_list(entry: Entry) -> None:
    """End what is open on the list of somebody who leaves; what goes on, its module puts on another list."""
    gone = people.Staff.objects.filter(code=entry.body["who"])
    for staff_id in gone.values_list("pk", flat=True):
        end_list_of(staff_id, entry.at)
