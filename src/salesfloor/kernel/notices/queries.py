"""Who has not read a notice."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, SiteActor, question
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.notices.commands import WHOLE_SITE, WRITERS, NoticeNumber, notice_numbered
from salesfloor.kernel.notices.models import Notice
from salesfloor.kernel.people import api as people
from salesfloor.web.trades import posts_to_choose


class Unread(Answer):
    """The people who have not confirmed a notice, by code."""

    who: list[str]


@question("unread", may=WRITERS, word=phrase("Who has not read it"))
def unread(*, actor: SiteActor, at: datetime, notice: NoticeNumber) -> Unread:
    """Return who has not read a notice.

    :raises Refused: `input` for one that is not there.
    """
    del at
    return Unread(who=missing(notice_numbered(actor.site_id, notice)))


def missing(row: Notice) -> list[str]:
    """Return the codes of those who have not confirmed a notice and still work in the house."""
    open_ids = row.receipts.filter(read_at=None).values_list("staff_id", flat=True)
    staff = people.Staff.objects.filter(pk__in=list(open_ids), left_at=None)
    return sorted(staff.values_list("code", flat=True))


def readers_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return whom a notice can be for: everybody, a post, one person; for a select box."""
    here = people.working_at(actor.site_id or 0, at).order_by("name")
    staff = [(one.code, f"{one.name} {one.code}") for one in here]
    return [(WHOLE_SITE, phrase("Everybody here")), *posts_to_choose(actor, at), *staff]
