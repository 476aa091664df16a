"""The examinations of a site, for select boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.kernel.exams.models import Exam

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor


def exams_to_choose(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """Return the examinations of the site, each with its course."""
    del at
    rows = Exam.objects.filter(site_id=actor.site_id or 0).select_related("course")
    return [(row.code, f"{row.course.title} ({row.code})") for row in rows.order_by("code")]
