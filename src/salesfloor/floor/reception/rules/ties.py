"""Who may act for a customer (3.4.3.5): owner, receiver, the owner's lead, manager, desk."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection


class Part(StrEnum):
    """What somebody is to a customer at one moment."""

    OWNER = "owner"
    RECEIVER = "receiver"
    """Receives or assists an open reception of theirs."""
    LEAD = "lead"
    """Leads the team of the owner."""
    MANAGER = "manager"
    """The site's manager, or somebody above."""
    DESK = "desk"


@clause("3.4.3.5")
def may_act_for(parts: Collection[Part], wanted: Collection[Part]) -> Phrase | None:
    """Keep a customer closed to anyone who has no part in them."""
    if set(parts) & set(wanted):
        return None
    return phrase(
        "This customer is not yours to work with. The follower, whoever receives the customer now "
        "or the manager does it."
    )
