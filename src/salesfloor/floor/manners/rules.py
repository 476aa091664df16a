"""Manners of the floor as pure functions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection


@clause("access")
def may_check_team(*, is_theirs: bool) -> Phrase | None:
    """Let a lead, who stands in, or a manager look at a team."""
    return None if is_theirs else phrase("A team is looked at by its lead or a manager.")


@clause("input")
def are_there(unknown: Collection[str]) -> Phrase | None:
    """Take only people of the team who are signed in and were not looked at today."""
    if not unknown:
        return None
    return phrase(
        "{who}: not of this team, not signed in, or looked at already today.",
        who=listed(unknown),
    )


@clause("access")
def may_call_help(*, is_receiving: bool) -> Phrase | None:
    """Let who receives the customer call for help."""
    return None if is_receiving else phrase("Help is called by who receives this customer.")


@clause("input")
def may_rate(*, until: datetime | None, at: datetime, is_rated: bool) -> Phrase | None:
    """Take one rating of a reception that has ended, within its time."""
    if until is None:
        return phrase("This reception has not ended yet.")
    if is_rated:
        return phrase("This reception is rated already. Thank you.")
    if at >= until:
        return phrase("The time to rate this reception is over.")
    return None
