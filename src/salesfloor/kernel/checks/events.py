"""What follows from a struck check, and the blocks of clauses that checklists keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.kernel.checks import blocks, changing
from salesfloor.kernel.checks.models import Check

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

__all__ = ["blocks", "changing"]


@on("strike")
def take_away(entry: Entry) -> None:
    """Take a check away whose line is struck: it counts nowhere."""
    if entry.register == "check":
        rows = Check.objects.filter(site_id=entry.site_id, number=entry.body["register_no"])
        rows.update(struck_at=entry.at)
