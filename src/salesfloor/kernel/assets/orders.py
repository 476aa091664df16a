"""Work orders: raising one, by hand or by a check, and who is told when nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.acts import about, board_changed, cite
from salesfloor.base.commands import StaffActor
from salesfloor.base.lines import line, on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.assets.models import Asset, OrderStatus, OrderStep, Urgency, WorkOrder
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.escalations.api import Matter
from salesfloor.kernel.files import api as files
from salesfloor.kernel.people import api as people
from salesfloor.kernel.places.api import Place
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.base.commands import Actor
    from salesfloor.base.lines import Entry

CLAUSE: Final = "2.1.4"
TENANTS_CLAUSE: Final = "2.1.5"
UNANSWERED: Final = "work_order_unanswered"
TO_ANSWER, TO_DO, TO_ACCEPT = "order_to_answer", "order_to_do", "order_to_accept"
ASSIGNERS: Final = frozenset({Post.LEAD, Post.MANAGER, Post.ADMIN})
ACCEPTERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})

RAISED: Final = line(
    "work_order",
    "work_order",
    phrase("{asset}{place}: {text}"),
    facts={"asset": str, "place": str, "text": str},
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is out of order: an asset or a place, in which words, how urgent."""

    text: str
    asset: Asset | None = None
    place: Place | None = None
    urgency: Urgency = Urgency.NORMAL
    is_down: bool = False
    tenant: str = ""
    check_no: int | None = None
    photos: Sequence[str] = ()

    @property
    def clause(self) -> str:
        """Return the clause of the order: a tenant's own where one reported it."""
        return TENANTS_CLAUSE if self.tenant else CLAUSE


def raise_order(fault: Fault, *, actor: StaffActor, at: datetime) -> WorkOrder:
    """Write a work order down; from now on somebody must answer it in time."""
    answer_by = at + _time_to_answer(actor.site_id, fault.urgency, at)
    number = registers.write(
        RAISED,
        actor=actor,
        at=at,
        body={
            "clause": fault.clause,
            "asset": fault.asset.code if fault.asset else "",
            "place": fault.place.code if fault.place else "",
            "urgency": fault.urgency.value,
            "down": fault.is_down,
            "tenant": fault.tenant,
            "check": fault.check_no,
            "answer_by": answer_by,
            "photos": list(fault.photos),
        },
        personal={"text": fault.text},
    ).register_no
    order = WorkOrder.objects.create(
        site_id=actor.site_id,
        number=number,
        asset=fault.asset,
        place=fault.place,
        text=fault.text,
        urgency=fault.urgency,
        is_down=fault.is_down,
        tenant=fault.tenant,
        check_no=fault.check_no,
        reported_at=at,
        reported_by=actor.code,
        answer_by=answer_by,
    )
    add_step(order, OrderStatus.REPORTED, actor=actor, at=at, photos=fault.photos)
    above = actor.post if actor.post in MANAGERS else None
    escalations.start(UNANSWERED, order.pk, site_id=order.site_id, due_at=answer_by, above=above)
    _owe(order, TO_ANSWER, at, posts=ASSIGNERS)
    cite(fault.clause)
    about(path_of(order))
    board_changed()
    return order


def _time_to_answer(site_id: int, urgency: str, at: datetime) -> timedelta:
    policies = rulebook.policies(site_id, at)
    if urgency == Urgency.URGENT:
        return timedelta(minutes=policies["work_order.answer_minutes_urgent"])
    return timedelta(minutes=policies["work_order.answer_minutes_normal"])


def order_locked(site_id: int, number: int) -> WorkOrder:
    """Return the site's work order of that number, locked to the end of the transaction.

    :raises Refused: `input` where there is none.
    """
    rows = WorkOrder.objects.select_for_update().filter(site_id=site_id, number=number)
    found = rows.filter(struck_at=None).first()
    if found is None:
        raise bad_input(phrase("There is no work order {work_order} here.", work_order=number))
    return found


def answered(order: WorkOrder, at: datetime) -> bool:
    """Note that somebody answers an order, once, and tell whether that was in time."""
    if order.answered_at is None:
        escalations.stop(UNANSWERED, order.pk, at=at)
        order.answered_at = at
    return order.answered_at <= order.answer_by


def add_step(
    order: WorkOrder,
    status: OrderStatus,
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
    passed: bool | None = None,
    photos: Sequence[str] = (),
    parts: Sequence[dict[str, object]] = (),
) -> None:
    """Add a step to the story of an order, and its photos to the order."""
    step = OrderStep.objects.create(
        order=order,
        status=status,
        at=at,
        by=actor.code,
        note=note,
        passed=passed,
        parts=list(parts),
    )
    files.attach(
        site_id=order.site_id,
        subject=path_of(order),
        part=f"step:{step.pk}",
        values=photos,
        at=at,
        actor=actor,
    )


def path_of(order: WorkOrder) -> str:
    """Return how records name an order: `work_order:3`."""
    return f"work_order:{order.number}"


def clause_of(order: WorkOrder) -> str:
    """Return the clause that an order is kept by."""
    return TENANTS_CLAUSE if order.tenant else CLAUSE


def owe_next(order: WorkOrder, at: datetime) -> None:
    """Put an order on the lists of those whose turn it is, and take it off all others."""
    for kind in (TO_ANSWER, TO_DO, TO_ACCEPT):
        work.settle(kind=kind, subject=path_of(order), site_id=order.site_id, at=at)
    if order.status in {OrderStatus.ASSIGNED, OrderStatus.STARTED}:
        known = people.Staff.objects.filter(code=order.assigned_to, left_at=None)
        ids = list(known.values_list("pk", flat=True))
        _owe(order, TO_DO, at, staff_ids=ids, posts=() if ids else ASSIGNERS)
    elif order.status == OrderStatus.DONE:
        _owe(order, TO_ACCEPT, at, posts=ACCEPTERS)


def _owe(
    order: WorkOrder,
    kind: str,
    at: datetime,
    *,
    staff_ids: Sequence[int] = (),
    posts: frozenset[Post] | tuple[Post, ...] = (),
) -> None:
    due_at = order.answer_by if kind == TO_ANSWER else order.due_at
    sentence = {
        TO_ANSWER: phrase("Assign work order {work_order}: {text}"),
        TO_DO: phrase("Do work order {work_order}: {text}"),
        TO_ACCEPT: phrase("Accept work order {work_order}: {text}"),
    }[kind]
    work.owe(
        kind=kind,
        subject=path_of(order),
        site_id=order.site_id,
        clause=clause_of(order),
        sentence=phrase(sentence.template, work_order=order.number, text=order.text),
        at=at,
        due_at=due_at,
        staff_ids=staff_ids,
        posts=posts,
    )


def _matter(pk: int) -> Matter:
    order = WorkOrder.objects.get(pk=pk)
    return Matter(
        clause=clause_of(order),
        sentence=phrase(
            "Nobody answers work order {work_order}: {text}",
            work_order=order.number,
            text=order.text,
        ),
        about=path_of(order),
        facts={"work_order": order.number},
    )


def _every(site_id: int, subject: int, at: datetime) -> timedelta:
    urgency = WorkOrder.objects.values_list("urgency", flat=True).get(pk=subject)
    return _time_to_answer(site_id, urgency, at)


escalations.declare(
    escalations.Kind(
        line=line(
            UNANSWERED,
            "progress",
            phrase("Work order {work_order} is not answered, level {level}: {told} are told"),
            facts={"work_order": int, "level": int, "told": list},
        ),
        matter=_matter,
        every=_every,
    )
)


@on("strike")
def take_away(entry: Entry) -> None:
    """Close an order whose line is struck: it escalates no more and is on no list."""
    if entry.register != "work_order":
        return
    rows = WorkOrder.objects.select_for_update().filter(
        site_id=entry.site_id, number=entry.body["register_no"], struck_at=None
    )
    for order in rows:
        escalations.stop(UNANSWERED, order.pk, at=entry.at)
        order.struck_at = entry.at
        order.save(update_fields=["struck_at"])
        for kind in (TO_ANSWER, TO_DO, TO_ACCEPT):
            work.settle(kind=kind, subject=path_of(order), site_id=order.site_id, at=entry.at)
