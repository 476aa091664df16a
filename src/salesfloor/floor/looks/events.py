"""A look ends when one of the two signs out or leaves; while it lasts the page stands open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.floor.customers import api as customers
from salesfloor.floor.looks.open_looks import close_of, is_open
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

customers.also_open_by(is_open)


@on("sign_out", "leave_job")
def close_looks(entry: Entry) -> None:
    """Close the looks of somebody who signs out or leaves."""
    code = entry.body.get("who") or entry.actor.code
    for staff_id in people.Staff.objects.filter(code=code).values_list("pk", flat=True):
        close_of(staff_id, entry.at)
