"""What other modules may ask of licences."""

from salesfloor.kernel.licences.models import Paper, PaperKind, PaperState
from salesfloor.kernel.licences.queries import has_valid

__all__ = ["Paper", "PaperKind", "PaperState", "has_valid"]
