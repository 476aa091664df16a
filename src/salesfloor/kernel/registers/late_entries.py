"""Late entries: acts that a device recorded without a connection, sent when there is one again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from salesfloor.base.dates import Moment
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import INPUT
from salesfloor.base.verdicts import Verdict
from salesfloor.kernel.rulebook import api as rulebook

ClaimedAt = Annotated[
    Moment,
    Label("Done at", hint=phrase("Only for what is entered later: when it was really done.")),
]
"""A field for the time at which, by the device's word, something was done."""


def done_at(site_id: int, at: datetime, claimed_at: datetime | None) -> datetime:
    """Return when something was done: at the claimed time where one is given, else now.

    :raises Refused: `input` for a time to come, or one further back than `offline.accept_minutes`.
    """
    if claimed_at is None:
        return at
    minutes = int(rulebook.policies(site_id, at)["offline.accept_minutes"])
    reason = None
    if claimed_at > at:
        reason = phrase("The time it was done lies in the future. Set the device's clock.")
    elif claimed_at < at - timedelta(minutes=minutes):
        reason = phrase(
            "It was done more than {minutes} minutes ago. Enter it without that time.",
            minutes=minutes,
        )
    Verdict(INPUT, reason).enforce()
    return claimed_at
