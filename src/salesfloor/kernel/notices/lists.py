"""Notices as a list: those for oneself and those one wrote; all of the site for who writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.phrases import phrase
from salesfloor.kernel.notices.commands import MEMBERS, WRITERS
from salesfloor.kernel.notices.models import Notice
from salesfloor.web.lists import MOMENT, NUMBER, PERSON_CODE, Column, Empty, List, Period

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def notices_seen_by(actor: Actor) -> QuerySet[Notice]:
    """Return the notices of the site that somebody sees."""
    rows = Notice.objects.filter(site_id=actor.site_id or 0)
    if actor.post in WRITERS:
        return rows
    return rows.filter(Q(by=actor.code) | Q(receipts__staff_id=actor.staff_id or 0)).distinct()


NOTICES: Final = List(
    "notices",
    phrase("Notices"),
    may=MEMBERS,
    rows=lambda asked: notices_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("No."), "number", NUMBER),
        Column(phrase("Notice"), "text", link=("notices:notice", "number"), is_main=True),
        Column(phrase("Written by"), "by", PERSON_CODE),
        Column(phrase("Written"), "at", MOMENT),
        Column(phrase("To be read by"), "read_by", MOMENT),
    ),
    filters=(Period("at"),),
    empty=Empty(phrase("No notices"), phrase("What everybody must know is announced here.")),
    template="notices/notices.html",
    also=lambda asked: {"may_write": asked.actor.post in WRITERS},
)
