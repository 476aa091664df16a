"""What other modules may ask of the catalogue.

Who holds, sells or frees a unit locks it (`lock_unit`, several by `lock_units`), then moves it (`move`).
"""

from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.floor.catalogue.commands.goods import GoodsCode, GoodsInStock, lock_goods
from salesfloor.floor.catalogue.commands.old_lists import changed_facts, differs, take_over
from salesfloor.floor.catalogue.commands.prices import PriceListKept, keep_list
from salesfloor.floor.catalogue.commands.units import UnitFacts, enter
from salesfloor.floor.catalogue.commands.withholding import UnitCode
from salesfloor.floor.catalogue.models import Goods, Layout, Price, PriceList, Unit
from salesfloor.floor.catalogue.prices import is_permitted, price_on, prices_on
from salesfloor.floor.catalogue.queries import is_overdue, priced
from salesfloor.floor.catalogue.rules import by_number, counts_in
from salesfloor.floor.catalogue.states import (
    NONE_LEFT,
    is_any_left,
    lock_unit,
    lock_units,
    move,
    passages_on,
    ruled_by_deals,
    set_limit,
    set_wanted,
    unit_of,
)
from salesfloor.floor.catalogue.ways import Way, way_on

__all__ = [
    "NONE_LEFT",
    "Goods",
    "GoodsCode",
    "GoodsInStock",
    "Layout",
    "Price",
    "PriceList",
    "PriceListKept",
    "Unit",
    "UnitCode",
    "UnitFacts",
    "UnitState",
    "Way",
    "by_number",
    "changed_facts",
    "counts_in",
    "differs",
    "enter",
    "is_any_left",
    "is_overdue",
    "is_permitted",
    "keep_list",
    "lock_goods",
    "lock_unit",
    "lock_units",
    "move",
    "passages_on",
    "price_on",
    "priced",
    "prices_on",
    "ruled_by_deals",
    "set_limit",
    "set_wanted",
    "take_over",
    "unit_of",
    "way_on",
]
