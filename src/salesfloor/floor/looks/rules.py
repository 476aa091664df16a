"""Clause 3.4.3.5 as pure functions: a colleague's page is opened with the manager present, or not."""

from __future__ import annotations

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("3.4.3.5")
def needs_manager(*, is_named: bool) -> Phrase | None:
    """Open a colleague's page to nobody alone."""
    if is_named:
        return None
    return phrase("A colleague's page is opened with the manager present. Ask the manager over.")


@clause("3.4.3.5")
def may_be_witness(*, is_manager: bool, is_self: bool, who: str) -> Phrase | None:
    """Take a manager of the site as the one who is present, never the person who looks."""
    if is_self:
        return phrase("Whoever looks is not their own witness; another manager is present.")
    return None if is_manager else phrase("{who} is no manager of this site.", who=who)


@clause("3.4.3.5")
def must_be_here(*, is_proven: bool, who: str) -> Phrase | None:
    """Let only a manager be present who has just said so on this very screen."""
    if is_proven:
        return None
    return phrase(
        "{who} gives the PIN on this screen; a minute later it counts no longer.", who=who
    )
