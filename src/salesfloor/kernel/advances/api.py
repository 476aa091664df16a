"""What other modules may ask of advances."""

from salesfloor.kernel.advances.choices import Status
from salesfloor.kernel.advances.models import Advance
from salesfloor.kernel.advances.queries import unsettled

__all__ = ["Advance", "Status", "unsettled"]
