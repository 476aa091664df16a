"""Who sees which questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.posts import MANAGERS
from salesfloor.kernel.questions.models import Question

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def questions_seen_by(actor: Actor) -> QuerySet[Question]:
    """Return the questions that somebody asked or was asked; of a manager all of the site."""
    rows = Question.objects.filter(site_id=actor.site_id or 0)
    if actor.post in MANAGERS:
        return rows
    own = actor.staff_id or 0
    return rows.filter(Q(asker_id=own) | Q(to_id=own))


def may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees what is attached to a question."""
    rows = questions_seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()
