"""Open duties on the lists of those who owe them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.duties.owing import owed_now, owing
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.duties.owing import Owed

KIND: Final = "duty"


def refresh(site_id: int, at: datetime) -> None:
    """Put on people's lists what they owe now, and take off what they owe no longer."""
    site = people.Site.objects.get(pk=site_id)
    wanted = [_wanted(site, owed, at) for owed in owed_now(site, at)]
    work.sync(kind=KIND, site_id=site_id, wanted=wanted, at=at)


def _wanted(site: people.Site, owed: Owed, at: datetime) -> work.Wanted:
    is_of_site = owed.subject.kind == "site"
    sentence = (
        phrase("{duty}", duty=owed.duty.words)
        if is_of_site
        else phrase("{duty}: {subject}", duty=owed.duty.words, subject=owed.subject.name)
    )
    return work.Wanted(
        subject=path_of(owed),
        clause=owed.duty.clause,
        sentence=sentence,
        raised_at=owed.span.begins_at,
        due_at=owed.span.due_at,
        staff_ids=tuple(staff_id for staff_id, _ in owing(site, owed, at)),
    )


def path_of(owed: Owed) -> str:
    """Return how lists and records name a duty that is owed."""
    return f"duty:{owed.duty.code}:{owed.subject.code}:{owed.span.name}"
