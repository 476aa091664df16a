"""Whose deal it is: 3.5.1 and 7.1.4 as pure functions."""

from __future__ import annotations

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("3.5.1")
def may_give_credit(*, has_owner: bool) -> Phrase | None:
    """Leave credit with the owner where there is one."""
    if has_owner:
        return phrase("This deal has an owner. Whose customer it is is settled as a dispute.")
    return None
