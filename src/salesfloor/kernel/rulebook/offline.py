"""Acts done without a network: the device's time is a claim, taken within limits (trades A1.12)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.rulebook.policies import policies

if TYPE_CHECKING:
    from datetime import datetime


def check_claimed(site_id: int, claimed_at: datetime | None, at: datetime) -> None:
    """Accept when a device says that something was done.

    :raises Refused: `input` for a time to come, or one longer ago than the site accepts.
    """
    if claimed_at is None:
        return
    if claimed_at > at:
        raise bad_input(
            phrase("It cannot have been done later than now. Check the device's clock.")
        )
    accepted = policies(site_id, at)["offline.accept_minutes"]
    if claimed_at < at - timedelta(minutes=accepted):
        raise bad_input(
            phrase("What was done more than {minutes} minutes ago is not taken.", minutes=accepted)
        )
