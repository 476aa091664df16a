"""Who may do and excuse duties, as pure functions; they refuse by the clause of the duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import listed, phrase
from salesfloor.base.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection


def has_evidence(clause: str, *, photos: int, wanted: int) -> Verdict:
    """Refuse work without the photos that its duty asks for."""
    reason = None
    if photos < wanted:
        reason = phrase("This needs {count} photos.", count=wanted)
    return Verdict(clause, reason)


def may_excuse(clause: str, *, is_own: bool, not_below: Collection[str]) -> Verdict:
    """Refuse to excuse one's own miss, or one of somebody who does not stand below."""
    reason = None
    if is_own:
        reason = phrase("Nobody excuses what is their own. Ask whoever stands above you.")
    elif not_below:
        reason = phrase(
            "Somebody who stands above {who} excuses this.", who=listed(sorted(not_below))
        )
    return Verdict(clause, reason)
