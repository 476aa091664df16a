"""Which examinations a post needs, and the best score that somebody reached in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from salesfloor.base.posts import Post
from salesfloor.kernel.exams.models import Attempt, Exam
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime


def needed_for(site_id: int, post: str, at: datetime) -> list[str]:
    """Return the examinations that a post needs: those of its courses, and of salespeople those for turns."""
    of_courses = Exam.objects.filter(site_id=site_id, course__posts__contains=[post])
    found = set(of_courses.values_list("code", flat=True))
    if post == Post.SALESPERSON.value:
        for_turns = rulebook.policies(site_id, at).get("exam.needed_for_turn", [])
        there = Exam.objects.filter(site_id=site_id, code__in=for_turns)
        found |= set(there.values_list("code", flat=True))
    return sorted(found)


def best_scores(site_id: int, staff_id: int, at: datetime) -> dict[str, int]:
    """Return the best score of a person in each examination that they sat by a moment."""
    rows = Attempt.objects.filter(site_id=site_id, staff_id=staff_id, ended_at__lte=at)
    return dict(rows.values_list("exam__code").annotate(best=Max("score")))
