"""What is read of one's customers."""

from salesfloor.floor.following.queries.call_list import call_list
from salesfloor.floor.following.queries.parts import has_part, tells_share
from salesfloor.floor.following.queries.referrals import referrals

__all__ = ["call_list", "has_part", "referrals", "tells_share"]
