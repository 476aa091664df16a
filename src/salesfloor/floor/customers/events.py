"""What the registers tell customers: a line of a follow-up book that is struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.floor.customers.choices import RelationKind
from salesfloor.floor.customers.commands.in_hand import BOOK
from salesfloor.floor.customers.commands.reading import tell_those_above
from salesfloor.floor.customers.models import FollowUp
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.commands import Act
    from salesfloor.base.lines import Entry
    from salesfloor.base.refusals import Refused

rulebook.name_choices(
    {"next_day": phrase("the day after"), "same_day": phrase("that day itself")},
    policy="claim.count_from",
)
rulebook.name_choices(
    {"calendar": phrase("calendar days"), "working": phrase("working days")},
    policy="claim.day_unit",
)
rulebook.name_choices(
    {"keep": phrase("stays"), "extend": phrase("moves to the next working day")},
    policy="claim.holiday",
)
rulebook.name_choices(
    {"midnight": phrase("at midnight"), "closing": phrase("when the site closes")},
    policy="claim.cut_off",
)
rulebook.name_choices(RelationKind.labels(), policy="household.relations")


@rulebook.on_refused("reveal_phone", "7.2.2")
def tell_of_many_phones(act: Act, refusal: Refused) -> None:
    """Tell the managers who wanted to see more phones than an hour allows (7.2.2)."""
    del refusal
    tell_those_above(
        act.actor,
        act.at,
        phrase(
            "{who} asked for more phones within an hour than the site allows.", who=act.actor.code
        ),
    )


@on("strike")
def mark_struck(entry: Entry) -> None:
    """Mark a struck follow-up; it stays readable and touches no claim (3.4.3.4)."""
    if entry.register != BOOK:
        return
    books = registers.Book.objects.filter(
        site_id=entry.site_id, kind=BOOK, number=entry.body["book"]
    )
    struck = FollowUp.objects.filter(
        page__book_id__in=list(books.values_list("pk", flat=True)),
        line_no=entry.body["register_no"],
    )
    struck.update(struck_at=entry.at)
