"""A work order from the report to the work done (2.1.4)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.fields import Who
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import FenOrNothing, yuan
from salesfloor.base.numbers import Count, Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, RequiredLine, RequiredName, RequiredNote
from salesfloor.kernel.assets import rules
from salesfloor.kernel.assets.commands.assets import AssetCode, PlaceCode
from salesfloor.kernel.assets.models import OrderStatus, Urgency
from salesfloor.kernel.assets.orders import (
    ASSIGNERS,
    CLAUSE,
    Fault,
    add_step,
    answered,
    clause_of,
    order_locked,
    owe_next,
    path_of,
    raise_order,
)
from salesfloor.kernel.assets.register import asset_here
from salesfloor.kernel.places import api as places
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.kernel.assets.models import WorkOrder

PEOPLE: Final = ANYONE - {Post.OPERATOR}
CLAUSES: Final = (CLAUSE,)
ToAssign = Annotated[Number, Label("Work order"), Reference("work_order_to_assign")]
ToStart = Annotated[Number, Label("Work order"), Reference("work_order_to_start")]
ToFinish = Annotated[Number, Label("Work order"), Reference("work_order_to_finish")]
ToAccept = Annotated[Number, Label("Work order"), Reference("work_order_to_accept")]
Photos = Annotated[FileHashes, Label("Photos")]


class FaultReported(Answer):
    """A work order and by when somebody must answer it."""

    work_order: int
    answer_by: Instant


@command(
    "report_fault",
    may=PEOPLE,
    word=phrase("Report a fault"),
    clauses=CLAUSES,
    done=phrase("The work order is on its way."),
)
def report_fault(
    *,
    actor: StaffActor,
    at: datetime,
    text: Annotated[RequiredNote, Label("What is out of order")],
    asset: AssetCode | None = None,
    place: PlaceCode | None = None,
    urgency: Annotated[Urgency, Label("Urgency")] = Urgency.NORMAL,
    down: Annotated[bool, Label("It is out of use")] = False,
    photos: Photos | None = None,
    tenant: Annotated[Code, Label("Reported by the tenant"), Reference("tenant")] | None = None,
) -> FaultReported:
    """Report a fault of an asset or at a place; it becomes a work order.

    :raises Refused: `input` unless one of the two is named, and is here.
    """
    thing = None if asset is None else asset_here(asset, actor.site_id, at)
    where = None if place is None else places.place_here(place, actor.site_id)
    if tenant is not None:
        subject_of(["tenant"], actor.site_id, tenant, at)
    rules.may_name(asset=thing is not None, place=where is not None).enforce()
    fault = Fault(
        text=text,
        asset=thing,
        place=where,
        urgency=urgency,
        is_down=down,
        tenant=tenant or "",
        photos=photos or (),
    )
    order = raise_order(fault, actor=actor, at=at)
    return FaultReported(work_order=order.number, answer_by=order.answer_by)


class WorkAssigned(Answer):
    """A work order with somebody to do it."""

    work_order: int
    status: OrderStatus
    answered_in_time: bool


@command(
    "assign_work",
    may=ASSIGNERS,
    word=phrase("Assign the work"),
    clauses=CLAUSES,
    writes=RegisterLine(
        "progress", phrase("Work order {work_order} assigned to {to}"), facts={"to": Who}
    ),
    done=phrase("Assigned."),
)
def assign_work(
    *,
    actor: StaffActor,
    at: datetime,
    work_order: ToAssign,
    to: Annotated[
        RequiredLine, Label("Given to", hint=phrase("A person's code, or the name of a firm."))
    ],
    due: Annotated[DayOrMoment, Label("Due", hint=phrase("A day counts to its end."))]
    | None = None,
) -> WorkAssigned:
    """Say who does the work; again, while it is assigned, names somebody else.

    :raises Refused: 2.1.4 once the work has started; `input` where there is no such order.
    """
    order = order_locked(actor.site_id, work_order)
    rules.may_become(order.status, OrderStatus.ASSIGNED).enforce()
    in_time = answered(order, at)
    order.status, order.assigned_to, order.due_at = OrderStatus.ASSIGNED, to, _moment(due)
    order.save()
    add_step(order, OrderStatus.ASSIGNED, actor=actor, at=at, note=to)
    write(order, actor, at, body={"due": order.due_at}, personal={"to": to})
    return WorkAssigned(
        work_order=work_order, status=OrderStatus.ASSIGNED, answered_in_time=in_time
    )


def _moment(due: datetime | Any | None) -> datetime | None:  # noqa: ANN401 - a day
    return due if due is None or isinstance(due, datetime) else end_of(due)


class WorkStarted(Answer):
    """A work order that is under way."""

    work_order: int
    status: OrderStatus


@command(
    "start_work",
    may=PEOPLE,
    word=phrase("Start the work"),
    clauses=CLAUSES,
    writes=RegisterLine("progress", phrase("Work order {work_order} started")),
    done=phrase("Under way."),
)
def start_work(*, actor: StaffActor, at: datetime, work_order: ToStart) -> WorkStarted:
    """Start the work; who starts one that is not assigned takes it.

    :raises Refused: 2.1.4 once it has started; `input` where there is no such order.
    """
    order = order_locked(actor.site_id, work_order)
    rules.may_become(order.status, OrderStatus.STARTED).enforce()
    if order.status == OrderStatus.REPORTED:
        answered(order, at)
        order.assigned_to = actor.code
    order.status = OrderStatus.STARTED
    order.save()
    add_step(order, OrderStatus.STARTED, actor=actor, at=at)
    write(order, actor, at)
    return WorkStarted(work_order=work_order, status=OrderStatus.STARTED)


class PartUsed(BaseModel):
    """A part that was used, with its quantity and cost."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[RequiredName, Label("Part")]
    quantity: Annotated[Count, Label("Quantity")]
    cost: Annotated[FenOrNothing, Label("Cost, in yuan")]


class WorkDone(Answer):
    """A work order that waits for its acceptance."""

    work_order: int
    status: OrderStatus
    downtime_minutes: int | None


@command(
    "finish_work",
    may=PEOPLE,
    word=phrase("The work is done"),
    clauses=CLAUSES,
    writes=RegisterLine("progress", phrase("Work order {work_order} done: {note}")),
    done=phrase("Done. Somebody else accepts it."),
)
def finish_work(
    *,
    actor: StaffActor,
    at: datetime,
    work_order: ToFinish,
    note: Annotated[RequiredNote, Label("What was done")],
    photos: Photos | None = None,
    parts: Annotated[list[PartUsed], Field(max_length=50), Label("Parts used")] | None = None,
    cost: Annotated[FenOrNothing, Label("Cost, in yuan")] | None = None,
) -> WorkDone:
    """Report the work as done, with parts and cost; the downtime stops.

    :raises Refused: 2.1.4 unless it has started; `input` where there is no such order.
    """
    order = order_locked(actor.site_id, work_order)
    rules.may_become(order.status, OrderStatus.DONE).enforce()
    order.status, order.done_at, order.done_by = OrderStatus.DONE, at, actor.code
    order.cost_fen = cost
    order.save()
    used = [one.model_dump() for one in parts or []]
    add_step(
        order, OrderStatus.DONE, actor=actor, at=at, note=note, photos=photos or (), parts=used
    )
    written = [{**one, "cost": yuan(one["cost"])} for one in used]
    body = {"parts": written, "cost": None if cost is None else yuan(cost)}
    write(order, actor, at, body={**body, "photos": photos or []}, personal={"note": note})
    return WorkDone(
        work_order=work_order, status=OrderStatus.DONE, downtime_minutes=downtime_of(order)
    )


def downtime_of(order: WorkOrder) -> int | None:
    """Return for how many whole minutes the thing was out of use: to the last time the work was done."""
    return rules.minutes_between(order.reported_at, order.done_at) if order.is_down else None


def write(
    order: WorkOrder,
    actor: StaffActor,
    at: datetime,
    *,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
) -> None:
    """Write the line of the current command about an order; it is somebody else's turn."""
    facts = {"work_order": order.number, "clause": clause_of(order), **(body or {})}
    registers.record(actor=actor, at=at, body=facts, personal=personal)
    owe_next(order, at)
    cite(clause_of(order))
    about(path_of(order))
    board_changed()
