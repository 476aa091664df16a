"""Who may say and confirm that two phones are one customer's (3.5.0): pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection


@clause("access")
def may_confirm(*, asked_for_it: bool) -> Phrase | None:
    """Let a manager who did not ask decide it."""
    if asked_for_it:
        return phrase("You asked for this yourself; another manager looks at it.")
    return None


@clause("3.4.3.5", "9.6.1.2")
def may_see_around(parts: Collection[str]) -> Phrase | None:
    """Keep the people around a colleague's customer closed to all but the owner's lead and manager."""
    if {"owner", "lead", "manager"} & set(parts):
        return None
    return phrase(
        "This customer belongs to a colleague; who is around them is not shown. If you must check "
        "something, look at it together with the manager."
    )
