"""Finding hazards and the posts of the house that stand above a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.people import api as people
from salesfloor.trades.venue.hazards.models import Hazard

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.posts import Post


def hazard_locked(site_id: int, number: int) -> Hazard:
    """Return the site's hazard of that number, locked to the end of the transaction.

    :raises Refused: `input` where no finding of that number is a hazard.
    """
    found = Hazard.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if found is None:
        raise bad_input(phrase("There is no hazard {finding} here.", finding=number))
    return found


def posts_above(site_id: int, at: datetime) -> frozenset[Post]:
    """Return which posts of the line above a site somebody has."""
    return frozenset(rung.post for rung in people.ladder(site_id, at).rungs)
