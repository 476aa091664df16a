"""The line above a site: whom a matter that escalates is told, level by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.posts import Post
from salesfloor.kernel.people.models import Staff
from salesfloor.kernel.people.queries import working_at

if TYPE_CHECKING:
    from datetime import datetime

RUNGS: Final = (Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER)
"""The posts that stand above a site, the lowest first."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The people of one post who are told at one level."""

    post: Post
    people: tuple[tuple[int, str], ...]
    """Ids and codes, by code."""

    @property
    def ids(self) -> list[int]:
        """Return the ids of the people."""
        return [staff_id for staff_id, _ in self.people]

    @property
    def codes(self) -> list[str]:
        """Return the codes of the people, sorted."""
        return [code for _, code in self.people]


NOBODY: Final = Rung(Post.GENERAL_MANAGER, ())


@dataclass(frozen=True, slots=True)
class Ladder:
    """The site's managers, the house's directors, its general managers; empty rungs left out."""

    rungs: tuple[Rung, ...]

    @property
    def levels(self) -> int:
        """Return how many levels a matter has: with no rung at all, one that nobody is told."""
        return max(1, len(self.rungs))

    def rung(self, level: int) -> Rung:
        """Return who is told at that level, the first being 1."""
        return self.rungs[level - 1] if level <= len(self.rungs) else NOBODY

    def told(self, level: int) -> list[str]:
        """Return the sorted codes of those who are told at that level."""
        return self.rung(level).codes

    def of(self, post: Post) -> list[int]:
        """Return the ids of the people of one post."""
        return [one for rung in self.rungs if rung.post is post for one in rung.ids]

    def above(self, post: Post) -> Ladder:
        """Return the ladder without the rungs up to that post's own."""
        if post not in RUNGS:
            return self
        higher = RUNGS[RUNGS.index(post) + 1 :]
        return Ladder(tuple(rung for rung in self.rungs if rung.post in higher))


def ladder(site_id: int, at: datetime) -> Ladder:
    """Return the line above a site at that moment."""
    managers = working_at(site_id, at).filter(post=Post.MANAGER)
    above = Staff.objects.filter(
        Q(left_at=None) | Q(left_at__gt=at),
        post__in=[Post.DIRECTOR, Post.GENERAL_MANAGER],
        joined_at__lte=at,
    )
    found: dict[Post, list[tuple[int, str]]] = {post: [] for post in RUNGS}
    for query in (managers, above):
        for staff_id, code, post in query.values_list("pk", "code", "post"):
            found[Post(post)].append((staff_id, code))
    return Ladder(
        tuple(
            Rung(post, tuple(sorted(found[post], key=lambda one: one[1])))
            for post in RUNGS
            if found[post]
        )
    )
