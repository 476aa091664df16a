"""Reading work orders: by number, by asset, by tenant, by status."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.texts import Code
from salesfloor.kernel.assets import rules
from salesfloor.kernel.assets.commands.assets import AssetCode
from salesfloor.kernel.assets.commands.faults import downtime_of
from salesfloor.kernel.assets.models import Asset, OrderStatus, Stocktake, Urgency, WorkOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase

    Options = Callable[[Actor, datetime], list[tuple[str, Phrase | str]]]

READERS: Final = MANAGERS | {Post.SALESPERSON, Post.LEAD, Post.ADMIN}


class OrderLine(Answer):
    """A work order in a list."""

    work_order: int
    asset: str | None
    place: str | None
    status: OrderStatus
    urgency: Urgency
    reported_at: Instant
    answer_by: Instant
    downtime_minutes: int | None


class WorkOrders(Answer):
    """Work orders by number."""

    work_orders: list[OrderLine]


@question("work_orders", may=READERS, word=phrase("Work orders"))
def work_orders(
    *,
    actor: SiteActor,
    at: datetime,
    asset: AssetCode | None = None,
    tenant: Annotated[Code, Label("Tenant"), Reference("tenant")] | None = None,
    status: Annotated[OrderStatus, Label("Status")] | None = None,
) -> WorkOrders:
    """Return the site's work orders by number; struck ones count nowhere."""
    del at
    wanted = {"asset__code": asset, "tenant": tenant, "status": status}
    given = {name: value for name, value in wanted.items() if value is not None}
    rows = WorkOrder.objects.select_related("asset", "place").filter(
        site_id=actor.site_id, struck_at=None, **given
    )
    return WorkOrders(work_orders=[_line(row) for row in rows.order_by("number")])


def _line(row: WorkOrder) -> OrderLine:
    return OrderLine(
        work_order=row.number,
        asset=row.asset.code if row.asset else None,
        place=row.place.code if row.place else None,
        status=OrderStatus(row.status),
        urgency=Urgency(row.urgency),
        reported_at=row.reported_at,
        answer_by=row.answer_by,
        downtime_minutes=downtime_of(row),
    )


def orders_that_may_become(then: OrderStatus) -> Options:
    """Return what offers the work orders that may come into a state by their order, for a select box.

    Who finished one does not accept it, so it is not offered to them.
    """

    def offered(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
        del at
        rows = WorkOrder.objects.filter(site_id=actor.site_id or 0, struck_at=None)
        rows = rows.filter(status__in=rules.BEFORE[then.value])
        if then == OrderStatus.ACCEPTED:
            rows = rows.exclude(done_by=actor.code)
        return [
            (str(row.number), f"{row.number} {row.text[:40]}") for row in rows.order_by("number")
        ]

    return offered


def assets_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the assets in use at the site, for a select box."""
    del at
    rows = Asset.objects.filter(site_id=actor.site_id or 0, retired_at=None).order_by("code")
    return [(row.code, f"{row.name} {row.code}") for row in rows]


def stocktakes_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the stocktakes of the site that are not ended, for a select box."""
    del at
    rows = Stocktake.objects.filter(site_id=actor.site_id or 0, ended_at=None).order_by("number")
    return [(str(row.number), f"{row.number} {row.name}") for row in rows]


def open_numbers(site_id: int) -> list[int]:
    """Return the numbers of the site's work orders that are not accepted."""
    rows = WorkOrder.objects.filter(site_id=site_id, struck_at=None)
    open_rows = rows.exclude(status=OrderStatus.ACCEPTED)
    return list(open_rows.order_by("number").values_list("number", flat=True))
