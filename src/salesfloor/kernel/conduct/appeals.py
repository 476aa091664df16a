"""An appeal as the page of its matter shows it: grounds, by when it is ruled on, and the ruling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.conduct.commands.appealing import may_rule
from salesfloor.kernel.conduct.models import Appeal, Record, State
from salesfloor.kernel.work.api import Act
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor


def facts_of_appeal(record: Record | None) -> list[tuple[Phrase, object]]:
    """Return what is to be said of the appeal about a record; nothing where there is none."""
    row = Appeal.objects.filter(record=record).first() if record is not None else None
    if row is None:
        return []
    found: list[tuple[Phrase, object]] = [(phrase("Grounds"), row.grounds)]
    if row.ruled_at is None:
        return [*found, (phrase("Ruled on by the end of"), phrase("{on}", on=row.decide_by))]
    by = names_of([row.ruled_by]).get(row.ruled_by, row.ruled_by)
    return [*found, (phrase("Ruled by"), by), (phrase("Reason"), row.reason)]


RULINGS: Final = ((True, phrase("It stands")), (False, phrase("It is waived")))
"""The two ways to rule, each a button of its own: neither is what comes of touching nothing."""
RULED_ON: Final = ("about", "fine_no", "stands")


def ways_to_rule(about: str, clause: str) -> list[Act]:
    """Return the two rulings on an appeal, each with its reason, for the page of the matter."""
    return [
        Act("rule_on_appeal", {"about": about, "stands": stands}, RULED_ON, word, (clause,))
        for stands, word in RULINGS
    ]


def record_to_rule_on(site_id: int, subject: str, actor: Actor, at: datetime) -> Record | None:
    """Return the record about a matter whose appeal waits longest, where the reader may rule on it."""
    waiting = Appeal.objects.filter(
        record__site_id=site_id,
        record__subject=subject,
        record__state=State.APPEALED,
        ruled_at=None,
    ).order_by("at", "pk")
    row = waiting.select_related("record").first()
    return row.record if row is not None and may_rule(row.record, actor, at) else None
