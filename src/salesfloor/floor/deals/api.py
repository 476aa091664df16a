"""What other modules may ask of deals."""

from salesfloor.floor.deals.choices import DealState, Stage, WayOfPaying
from salesfloor.floor.deals.designated import end_all, is_designated
from salesfloor.floor.deals.following import decided, handed_over, open_deals_of
from salesfloor.floor.deals.matters import locks
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.queries.agreements import kept_by, sealed_of, under_way_of
from salesfloor.floor.deals.queries.progress import has_paid, has_wanted, progress_of
from salesfloor.floor.deals.sight import seen_by
from salesfloor.floor.deals.sums import paid, receipts_of

__all__ = [
    "Deal",
    "DealState",
    "Stage",
    "WayOfPaying",
    "decided",
    "end_all",
    "handed_over",
    "has_paid",
    "has_wanted",
    "is_designated",
    "kept_by",
    "locks",
    "open_deals_of",
    "paid",
    "progress_of",
    "receipts_of",
    "sealed_of",
    "seen_by",
    "under_way_of",
]
