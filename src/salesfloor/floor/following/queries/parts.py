"""Who has a part in a customer, and so sees the thread (9.6.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.commands import StaffActor

_SHARES: Final[list[Callable[[int, str, int], bool]]] = []


def tells_share(told: Callable[[int, str, int], bool]) -> Callable[[int, str, int], bool]:
    """Let another module say of site, phone and person whether the person holds a share."""
    _SHARES.append(told)
    return told


def has_part(actor: StaffActor, tie: reception.Tie) -> bool:
    """Tell whether somebody is owner, the owner's lead or manager, received since, or has a share."""
    part = reception.Part
    if tie.parts & {part.OWNER, part.LEAD, part.MANAGER}:
        return True
    if any(told(tie.site_id, tie.phone, actor.staff_id) for told in _SHARES):
        return True
    if tie.claim is None:
        return part.RECEIVER in tie.parts
    return reception.received_since(actor.staff_id, tie.site_id, tie.phone, tie.claim.made_at)
