"""What other modules may ask of the daily close."""

from salesfloor.floor.closing.commands import latest_closes
from salesfloor.floor.closing.models import Close

__all__ = ["Close", "latest_closes"]
