"""The page of a notice: read it, confirm it, see who has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.trades import trade_of
from salesfloor.kernel.notices import rules
from salesfloor.kernel.notices.commands import MEMBERS, WRITERS
from salesfloor.kernel.notices.lists import notices_seen_by
from salesfloor.kernel.notices.queries import missing
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.kernel.notices.models import Notice
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def notice(request: StaffRequest, number: int) -> HttpResponse:
    """Show a notice."""
    row: Notice = row_or_404(notices_seen_by(request.actor), number=number)
    open_codes = missing(row)
    names = names_of([row.by, *open_codes])
    facts: list[tuple[Phrase, object]] = [
        (phrase("Written by"), names.get(row.by, row.by)),
        (phrase("To be read by"), phrase("{at}", at=row.read_by)),
    ]
    if request.actor.post in WRITERS:
        unread = joined(names.get(code, code) for code in open_codes)
        facts.append((phrase("Who has not read it"), unread or phrase("everybody has")))
    is_mine = row.receipts.filter(staff_id=request.actor.staff_id or 0, read_at=None).exists()
    return subject_page(
        request,
        f"notice:{number}",
        head=phrase("Notice {notice}", notice=number),
        clause=rules.clause_of(trade_of(row.site_id)),
        words=row.text,
        facts=facts,
        acts=[Act("read_notice", {"notice": number})] if is_mine else [],
    )
