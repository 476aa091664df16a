"""The page of an entry of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.trades.venue.shifts.lists import ON_SITE
from salesfloor.trades.venue.shifts.models import LogEntry, LogKind
from salesfloor.web.directory import names_by_id, names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=ON_SITE, methods=["GET"])
def log(request: StaffRequest, number: int) -> HttpResponse:
    """Show an entry of the log; who stands above its writer acknowledges a serious one."""
    entries = LogEntry.objects.filter(site_id=request.actor.site_id or 0)
    row: LogEntry = row_or_404(entries, number=number)
    facts = [
        (phrase("Kind"), LogKind(row.kind).label),
        (phrase("Written by"), names_by_id([row.staff_id]).get(row.staff_id, "")),
        (phrase("When"), phrase("{at}", at=row.at)),
        (phrase("Acknowledged by"), names_of([row.acknowledged_by]).get(row.acknowledged_by, "")),
    ]
    waits = row.is_serious and row.acknowledged_at is None and request.actor.post in MANAGERS
    return subject_page(
        request,
        f"log:{number}",
        head=phrase("Log {log_no}", log_no=number),
        clause="2.3.7",
        words=row.text,
        state=phrase("Serious") if row.is_serious else None,
        facts=[(label, value) for label, value in facts if value],
        acts=[Act("acknowledge_log", {"log_no": number}, ("log_no", "finding"))] if waits else [],
    )
