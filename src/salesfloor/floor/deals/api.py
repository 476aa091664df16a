"""What other modules may ask of deals."""

from salesfloor.floor.deals.choices import DealState, Stage, WayOfPaying
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.queries.progress import has_paid, has_wanted, progress_of

__all__ = [
    "Deal",
    "DealState",
    "Stage",
    "WayOfPaying",
    "has_paid",
    "has_wanted",
    "progress_of",
]
