"""What the assets module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.assets import incoming
from salesfloor.kernel.assets.models import OrderStatus
from salesfloor.kernel.assets.queries import (
    READERS,
    assets_to_choose,
    orders_that_may_become,
    stocktakes_to_choose,
)
from salesfloor.kernel.assets.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

__all__ = ["incoming"]
AREA = frozenset({Trade.SERVICE_AREA})

describe(
    Module(
        name="assets",
        pages=(
            Page(
                "assets:work_orders",
                phrase("Work orders"),
                "ti-tool",
                READERS,
                trades=AREA,
                rank=33,
                clauses=("2.1.4", "2.4.6"),
                group=Group.FLOOR,
            ),
            Page(
                "assets:assets",
                phrase("Assets"),
                "ti-armchair",
                READERS,
                trades=AREA,
                rank=34,
                clauses=("2.1.4", "2.4.7"),
                group=Group.FLOOR,
            ),
        ),
        subjects=(
            Subject("asset", phrase("Asset"), "assets:asset", ("code",)),
            Subject(
                "work_order",
                phrase("Work order"),
                "assets:work_order",
                ("number",),
                may_see=everybody_of_site,
            ),
        ),
        books=(
            Book(
                "asset",
                phrase("Assets"),
                phrase("What was recorded, moved, retired and counted."),
            ),
            Book("work_order", phrase("Work orders"), phrase("Every fault, one line each.")),
        ),
        options={
            "asset": assets_to_choose,
            "stocktake": stocktakes_to_choose,
            "work_order_to_assign": orders_that_may_become(OrderStatus.ASSIGNED),
            "work_order_to_start": orders_that_may_become(OrderStatus.STARTED),
            "work_order_to_finish": orders_that_may_become(OrderStatus.DONE),
            "work_order_to_accept": orders_that_may_become(OrderStatus.ACCEPTED),
        },
        samples=samples,
    )
)
