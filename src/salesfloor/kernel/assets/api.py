"""What other modules may ask of assets."""

from salesfloor.kernel.assets.models import Asset, AssetKind, OrderStatus, WorkOrder
from salesfloor.kernel.assets.orders import Fault, raise_order
from salesfloor.kernel.assets.queries import open_numbers
from salesfloor.kernel.assets.register import asset_here, in_use, signs

__all__ = [
    "Asset",
    "AssetKind",
    "Fault",
    "OrderStatus",
    "WorkOrder",
    "asset_here",
    "in_use",
    "open_numbers",
    "raise_order",
    "signs",
]
