"""What goes along at once with somebody who leaves: deals, and the right to take deposits (3.4.3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.floor.deals import api as deals
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry


@on("leave_job")
def let_deals_follow(entry: Entry) -> None:
    """Give the open deals to the one who gets the customers; end the leaver's taking of deposits."""
    codes = (entry.body["who"], entry.body["hand_over_to"])
    ids = dict(people.Staff.objects.filter(code__in=codes).values_list("code", "pk"))
    leaver, successor = (ids[code] for code in codes)
    deals.handed_over(leaver, successor)
    deals.end_all(leaver, entry.at)
