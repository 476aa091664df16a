"""Setting tables up, sitting down, telling what the talk is about."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import ReceptionRef
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.floor.reception import api as reception
from salesfloor.floor.tables.models import SalesTable, Sitting, Topic
from salesfloor.floor.tables.seats import clear_over, free_codes
from salesfloor.floor.tables.topics import is_there
from salesfloor.kernel.registers import api as registers

MOST_SEATS: Final = 100
SEATED: Final = ("9.3.1.1", "9.3.2.1")
"""A seat for every customer, of those that the plan shows free."""
TableCode = Annotated[Code, Label("Sales table"), Reference("sales_table")]


class TableKept(Answer):
    """The code of the table."""

    table: str


@command(
    "sales_table",
    may=MANAGERS | {Post.ADMIN},
    word=phrase("Enter a sales table"),
    clauses=SEATED,
    writes=RegisterLine("floor", phrase("Table {table} with {seats} seats: {note}")),
    done=phrase("The table is on the plan."),
)
def sales_table(
    *,
    actor: StaffActor,
    at: datetime,
    table: Annotated[NewCode, Label("Sales table")],
    seats: Annotated[int, Field(ge=1, le=MOST_SEATS), Label("Seats")],
    note: Annotated[
        Line, Label("What it is good for", hint=phrase("such as: view of the model, quiet"))
    ] = "",
    in_use: Annotated[bool, Label("In use")] = True,
) -> TableKept:
    """Enter a table of the floor, or change it."""
    SalesTable.objects.update_or_create(
        site_id=actor.site_id,
        code=table,
        defaults={"seats": seats, "note": note, "in_use": in_use},
    )
    body = {"table": table, "seats": seats, "note": note, "in_use": in_use}
    registers.record(actor=actor, at=at, body=body)
    about(f"sales_table:{table}")
    board_changed()
    return TableKept(table=table)


class Seated(Answer):
    """The tables that are free now."""

    free: list[str]


@command(
    "take_table",
    may=ANYONE,
    word=phrase("Take a table"),
    clauses=("9.3.1.1",),
    writes=RegisterLine("floor", phrase("Reception {ref} sits down at table {table}")),
    done=phrase("The table is yours. Tea and a seat come first."),
)
def take_table(*, actor: StaffActor, at: datetime, ref: ReceptionRef, table: TableCode) -> Seated:
    """Sit down at a table with a customer; it gives up the table before.

    :raises Refused: `access` unless by who receives or assists, or the desk; `input` where another open
        reception has it, for a table out of use, and for a reception that is over.
    """
    talk = _open_talk(actor, ref, or_desk=True)
    rows = SalesTable.objects.select_for_update().filter(site_id=actor.site_id, code=table)
    row = rows.first()
    if row is None or not row.in_use:
        raise bad_input(phrase("There is no table {table} in use here.", table=table), *SEATED)
    clear_over(row, at)
    sitting = Sitting.objects.filter(table=row, until_at=None).first()
    if sitting is not None and sitting.reception_id != talk.id:
        raise bad_input(phrase("Another reception has table {table}.", table=table), *SEATED)
    if sitting is None:
        mine = Sitting.objects.filter(reception_id=talk.id, until_at=None)
        mine.update(until_at=at)
        Sitting.objects.create(table=row, reception_id=talk.id, since=at, taken_by=actor.code)
    registers.record(actor=actor, at=at, body={"ref": ref, "table": table})
    cite("9.3.1.1")
    about(f"reception:{ref}")
    board_changed()
    return Seated(free=free_codes(actor.site_id))


class AboutKept(Answer):
    """What the reception is about now."""

    about: str


@command(
    "reception_about",
    may=ANYONE,
    word=phrase("What the talk is about"),
    clauses=("9.3.2.4",),
    writes=RegisterLine("floor", phrase("Reception {ref} is about {about}")),
    done=phrase("The manager sees what the talk is about."),
)
def reception_about(
    *,
    actor: StaffActor,
    at: datetime,
    ref: ReceptionRef,
    about_: Annotated[
        RequiredLine,
        Field(alias="about"),
        Label("What the talk is about"),
        Reference("talk_topic"),
    ],
) -> AboutKept:
    """Tell which product a reception is about; told again it replaces what was told (9.3.2.4).

    :raises Refused: `access` unless by who receives or assists; `input` for a reception that is over and
        for what is not there.
    """
    talk = _open_talk(actor, ref, or_desk=False)
    _must_be_there(actor.site_id, about_)
    Topic.objects.update_or_create(
        reception_id=talk.id,
        defaults={"about": about_, "told_at": at, "told_by": actor.code},
    )
    registers.record(actor=actor, at=at, body={"ref": ref, "about": about_})
    cite("9.3.2.4")
    about(f"reception:{ref}")
    board_changed()
    return AboutKept(about=about_)


def _open_talk(actor: StaffActor, ref: str, *, or_desk: bool) -> reception.Talk:
    talk = reception.talk_named(actor.site_id, ref)
    if talk is None:
        raise bad_input(phrase("There is no reception {ref} here.", ref=ref))
    if not talk.has(actor.staff_id) and not (or_desk and actor.post is Post.DESK):
        raise no_access(phrase("Whoever receives the customer does this, or who assists."))
    if not talk.is_open:
        raise bad_input(phrase("Reception {ref} is over.", ref=ref))
    return talk


def _must_be_there(site_id: int, named: str) -> None:
    """Refuse to talk about what the site does not have."""
    if not is_there(site_id, named):
        raise bad_input(
            phrase("Say what it is, such as layout:NAME, unit:CODE or goods:CODE, and is there.")
        )
