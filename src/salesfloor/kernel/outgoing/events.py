"""News that leave the house: what people are told, and notices to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.base.trades import trade_of
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.notices import api as notices
from salesfloor.kernel.outgoing.models import Address
from salesfloor.kernel.outgoing.putting import to_groups, to_people
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry


@on(messages.TOLD)
def copy_to_people(entry: Entry) -> None:
    """Put a copy for those who want one."""
    told = entry.body
    to_people(
        told["staff_ids"],
        site_id=entry.site_id,
        at=entry.at,
        clause=told["clause"],
        sentence=told["sentence"],
        subject=told["subject"],
        leaves=told["leaves"],
    )


@on(messages.TOLD_EACH)
def copy_to_each(entry: Entry) -> None:
    """Put a copy for those who want one, of many who are told something of their own at once."""
    tellings = entry.body["tellings"]
    told = {staff_id for one in tellings for staff_id in one.staff_ids}
    reached = set(
        Address.objects.filter(staff_id__in=told).values_list("staff_id", flat=True).distinct()
    )
    for one in tellings:
        if reached.isdisjoint(one.staff_ids):
            continue
        to_people(
            one.staff_ids,
            site_id=entry.site_id,
            at=entry.at,
            clause=entry.body["clause"],
            sentence=one.sentence,
            subject=one.subject,
            leaves=entry.body["leaves"],
        )


@on("notice")
def announce_to_groups(entry: Entry) -> None:
    """Have robots say a notice that is for the whole site; one to single people stays with them."""
    if not entry.body.get("is_to_all"):
        return
    number = entry.body["notice"]
    row = notices.notice_numbered(entry.site_id, number)
    to_groups(
        site_id=entry.site_id,
        at=entry.at,
        clause=notices.clause_of(trade_of(entry.site_id)),
        sentence=notices.announcement(row),
        leaves=messages.Leaves.GOOD_NEWS if row.is_good_news else messages.Leaves.NOTICE,
        subject=f"notice:{number}",
        path=address_of(f"notice:{number}"),
    )
