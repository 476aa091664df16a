"""Who takes turns: by policy only those with valid certificates, unless nobody present has them (7.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.kernel.exams import api as exams

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.floor.reception.rules import rotation
    from salesfloor.kernel.rulebook.api import Policies


def lacking(
    site_id: int, policy: Policies, floor: rotation.Floor, at: datetime
) -> Mapping[int, list[str]]:
    """Return who of those in the queues lacks which examinations that taking turns needs."""
    needed = policy["exam.needed_for_turn"]
    if not needed or not floor.people:
        return {}
    return exams.lacking(site_id, list(floor.people), needed, at)


def without_turn(lacks: Mapping[int, list[str]], floor: rotation.Floor) -> frozenset[int]:
    """Return who is passed over for turns: nobody where everybody present lacks something."""
    return frozenset(lacks) if set(floor.present()) - lacks.keys() else frozenset()
