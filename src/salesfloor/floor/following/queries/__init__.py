"""What is read of one's customers."""

from salesfloor.floor.following.queries.call_list import call_list
from salesfloor.floor.following.queries.card import business_card
from salesfloor.floor.following.queries.parts import has_part
from salesfloor.floor.following.queries.referrals import referrals
from salesfloor.floor.following.queries.talking_points import talking_points

__all__ = ["business_card", "call_list", "has_part", "referrals", "talking_points"]
