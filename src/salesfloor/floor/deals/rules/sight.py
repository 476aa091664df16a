"""Who sees a deal (3.4.3.5)."""

from __future__ import annotations

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("3.4.3.5")
def may_see(*, is_party: bool) -> Phrase | None:
    """Keep a deal closed to anyone who has no part in it."""
    if is_party:
        return None
    return phrase(
        "This deal belongs to a colleague. Its owner, their lead, the manager and finance see it."
    )
