"""What other modules may ask of targets."""

from salesfloor.floor.targets.beside import beside_claim
from salesfloor.floor.targets.claiming import (
    basic_of,
    claim_in_force,
    meeting_day,
    period_to_claim,
    time_to_claim,
    use_meetings,
    week_to_offer,
)
from salesfloor.floor.targets.models import Claim, Target
from salesfloor.floor.targets.month import SoFar, so_far
from salesfloor.floor.targets.pacing import Board, Row, TeamRow
from salesfloor.floor.targets.pictures import period_so_far
from salesfloor.floor.targets.regions import Market, Share, Shipped, use_market
from salesfloor.floor.targets.rules import Days, Pace
from salesfloor.floor.targets.values import GivenValue, measure_of, shown, unit_of, value_of

__all__ = [
    "Board",
    "Claim",
    "Days",
    "GivenValue",
    "Market",
    "Pace",
    "Row",
    "Share",
    "Shipped",
    "SoFar",
    "Target",
    "TeamRow",
    "basic_of",
    "beside_claim",
    "claim_in_force",
    "measure_of",
    "meeting_day",
    "period_so_far",
    "period_to_claim",
    "shown",
    "so_far",
    "time_to_claim",
    "unit_of",
    "use_market",
    "use_meetings",
    "value_of",
    "week_to_offer",
]
