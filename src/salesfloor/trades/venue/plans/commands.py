"""Planning a day, and ticking off what is done (2.4.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, RequiredLine
from salesfloor.base.trades import Trade
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.plans.models import PlanItem

CLAUSE: Final = "2.4.2"
CARRY: Final = "plan_carried"
DOERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})
SERVICE_AREA: Final = frozenset({Trade.SERVICE_AREA})
MOST_ITEMS: Final = 50


class Planned(Answer):
    """The numbers of the items."""

    items: list[int]


@command(
    "day_plan",
    may=DOERS,
    word=phrase("Plan the day"),
    clauses=(CLAUSE,),
    trades=SERVICE_AREA,
    writes=RegisterLine("venue", phrase("Plan of {on}: items {items}.")),
    done=phrase("Planned."),
)
def day_plan(
    *,
    actor: StaffActor,
    at: datetime,
    on: Annotated[Day, Label("Day")],
    items: Annotated[
        list[RequiredLine], Field(min_length=1, max_length=MOST_ITEMS), Label("What is to be done")
    ],
) -> Planned:
    """Plan a day's work; planning again adds to it.

    :raises Refused: `input` for a day gone by.
    """
    if on < day_of(at):
        raise bad_input(phrase("That day is over."))
    rows = [
        PlanItem.objects.create(
            site_id=actor.site_id,
            number=next_number(actor.site_id, "plan_item"),
            on=on,
            text=text,
            planned_by=actor.code,
            planned_at=at,
        )
        for text in items
    ]
    for row in rows:
        put_on_lists(row, at)
    carry_next(actor.site_id, at)
    numbers = [row.number for row in rows]
    body = {"on": on.isoformat(), "items": numbers}
    registers.record(actor=actor, at=at, body=body, personal={"texts": "\n".join(items)})
    _done(f"day_plan:{on}")
    return Planned(items=numbers)


def put_on_lists(row: PlanItem, at: datetime) -> None:
    """Put an open item on the lists of those who stand on shifts, from the beginning of its day."""
    sentence = (
        phrase("{text} (carried over {times} times)", text=row.text, times=row.carried)
        if row.carried
        else phrase("{text}", text=row.text)
    )
    work.owe(
        kind="plan_item",
        subject=f"plan_item:{row.number}",
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=sentence,
        at=max(at, start_of(row.on)),
        due_at=end_of(row.on),
        posts=[Post.SALESPERSON, Post.LEAD],
        command="plan_done",
        given={"item": row.number},
    )


def carry_next(site_id: int, at: datetime) -> None:
    """Set the midnight at which the first open item goes to the next day, or none."""
    days = PlanItem.objects.filter(site_id=site_id, done_at=None).order_by("on")
    first: date | None = days.values_list("on", flat=True).first()
    if first is None:
        deadlines.settle(CARRY, subject=site_id, at=at)
        return
    deadlines.set_due(CARRY, subject=site_id, site_id=site_id, due_at=end_of(first))


class ItemDone(Answer):
    """The item, and how many of its day are open."""

    item: int
    open: int


@command(
    "plan_done",
    may=DOERS,
    word=phrase("Done"),
    clauses=(CLAUSE,),
    trades=SERVICE_AREA,
    writes=RegisterLine("venue", phrase("Plan item {item} done.")),
    done=phrase("Done."),
)
def plan_done(
    *,
    actor: StaffActor,
    at: datetime,
    item: Annotated[Number, Label("Item of the plan"), Reference("plan_item")],
    note: Annotated[Line, Label("Note")] = "",
) -> ItemDone:
    """Tick an item of the day's plan off.

    :raises Refused: `input` for one that is not there or done already.
    """
    rows = PlanItem.objects.select_for_update().filter(site_id=actor.site_id, number=item)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no plan item {item} here.", item=item))
    if row.done_at is not None:
        raise bad_input(phrase("Plan item {item} is done already.", item=item))
    row.done_at, row.done_by, row.note = at, actor.code, note
    row.save(update_fields=["done_at", "done_by", "note"])
    work.settle(kind="plan_item", subject=f"plan_item:{item}", site_id=actor.site_id, at=at)
    carry_next(actor.site_id, at)
    registers.record(actor=actor, at=at, body={"item": item}, personal={"note": note})
    _done(f"plan_item:{item}")
    left = PlanItem.objects.filter(site_id=actor.site_id, on=row.on, done_at=None)
    return ItemDone(item=item, open=left.count())


def _done(subject: str) -> None:
    cite(CLAUSE)
    about(subject)
    board_changed()
