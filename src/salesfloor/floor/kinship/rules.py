"""Who may say and confirm that two phones are one customer's (3.5.0): pure functions."""

from __future__ import annotations

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("access")
def may_confirm(*, asked_for_it: bool) -> Phrase | None:
    """Let a manager who did not ask decide it."""
    if asked_for_it:
        return phrase("You asked for this yourself; another manager looks at it.")
    return None


@clause("3.4.3.5")
def may_see_around(*, is_owner: bool, leads: bool) -> Phrase | None:
    """Keep the people around a colleague's customer closed."""
    if is_owner or leads:
        return None
    return phrase(
        "This customer belongs to a colleague; who is around them is not shown. If you must check "
        "something, look at it together with the manager."
    )
