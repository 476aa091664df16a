"""What other modules may ask of hazards."""

from salesfloor.trades.venue.hazards.acknowledging import acknowledge, to_acknowledge
from salesfloor.trades.venue.hazards.models import Hazard

__all__ = ["Hazard", "acknowledge", "to_acknowledge"]
