"""What other modules may ask of deals."""

from salesfloor.floor.deals.choices import DealState, Stage, WayOfPaying
from salesfloor.floor.deals.models import Deal

__all__ = ["Deal", "DealState", "Stage", "WayOfPaying"]
