"""What other modules may ask of disputes."""

from salesfloor.floor.disputes.cases import CASE_CLOSED
from salesfloor.floor.disputes.models import Dispute, Party

__all__ = ["CASE_CLOSED", "Dispute", "Party"]
