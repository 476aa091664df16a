"""The pages of an asset and of a work order: what it is, what happened, whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.kernel.assets.commands.faults import downtime_of
from salesfloor.kernel.assets.models import Asset, AssetKind, OrderStatus, Urgency, WorkOrder
from salesfloor.kernel.assets.queries import READERS
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def asset(request: StaffRequest, code: str) -> HttpResponse:
    """Show an asset with what was repaired on it."""
    rows = Asset.objects.select_related("place").filter(site_id=request.actor.site_id or 0)
    row: Asset = row_or_404(rows, code=code)
    facts: list[tuple[Phrase, object]] = [
        (phrase("Code"), row.code),
        (phrase("Kind"), AssetKind(row.kind).label),
        (phrase("Place"), row.place.name),
        (phrase("Serial number"), row.serial),
        (phrase("Bought on"), phrase("{on}", on=row.bought_on) if row.bought_on else ""),
        (phrase("Keeper"), names_of([row.keeper]).get(row.keeper, row.keeper)),
    ]
    orders = row.orders.filter(struck_at=None).order_by("number")
    here = {"asset": code}
    return subject_page(
        request,
        f"asset:{code}",
        head=phrase("Asset {name}", name=row.name),
        clause="2.1.5",
        state=phrase("Out of use") if row.retired_at else None,
        facts=[(label, value) for label, value in facts if value],
        acts=[] if row.retired_at else [Act(name, here) for name in ("report_fault", "move_asset")],
        history=[
            phrase(
                "{at} work order {number}: {text}",
                at=one.reported_at,
                number=one.number,
                text=one.text,
            )
            for one in orders
        ],
        back=(phrase("Assets"), "assets:assets"),
    )


@page(may=READERS, methods=["GET"])
def work_order(request: StaffRequest, number: int) -> HttpResponse:
    """Show a work order with its steps and the next one for whose turn it is."""
    rows = WorkOrder.objects.select_related("asset", "place").filter(
        site_id=request.actor.site_id or 0, struck_at=None
    )
    row: WorkOrder = row_or_404(rows, number=number)
    steps = list(row.steps.order_by("at", "pk"))
    names = names_of({row.reported_by, row.assigned_to, *(one.by for one in steps)})
    thing = row.asset.name if row.asset else row.place.name if row.place else ""
    minutes = downtime_of(row)
    facts: list[tuple[Phrase, object]] = [
        (phrase("What or where"), thing),
        (phrase("Urgency"), Urgency(row.urgency).label),
        (phrase("Reported by"), names.get(row.reported_by, row.reported_by)),
        (phrase("Reported"), phrase("{at}", at=row.reported_at)),
        (phrase("Answer by"), phrase("{at}", at=row.answer_by)),
        (phrase("Assigned to"), names.get(row.assigned_to, row.assigned_to)),
        (phrase("Out of use, in minutes"), "" if minutes is None else str(minutes)),
    ]
    return subject_page(
        request,
        f"work_order:{number}",
        head=phrase("Work order {work_order}", work_order=number),
        clause="2.1.4",
        words=row.text,
        state=OrderStatus(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=_acts(row, request.actor.code),
        history=[
            phrase(
                "{at} {who}: {what}. {text}",
                at=one.at,
                who=names.get(one.by, one.by),
                what=OrderStatus(one.status).label,
                text=one.note,
            )
            for one in steps
        ],
        back=(phrase("Work orders"), "assets:work_orders"),
    )


def _acts(row: WorkOrder, code: str) -> list[Act]:
    given = {"work_order": row.number}
    match OrderStatus(row.status):
        case OrderStatus.REPORTED | OrderStatus.ASSIGNED:
            return [Act("assign_work", given), Act("start_work", given)]
        case OrderStatus.STARTED:
            return [Act("finish_work", given)]
        case OrderStatus.DONE if row.done_by != code:
            return [Act("accept_work", given)]
        case _:
            return []
