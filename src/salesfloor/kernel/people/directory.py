"""What people are called, for the modules below this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.people import queries
from salesfloor.kernel.people.models import Staff

if TYPE_CHECKING:
    from collections.abc import Iterable


class StaffDirectory:
    """Looks people up, those who left too: the books go on naming them."""

    def names_of(self, codes: Iterable[str]) -> dict[str, str]:
        """Return the names of the people of those codes."""
        return dict(Staff.objects.filter(code__in=list(codes)).values_list("code", "name"))

    def names_by_id(self, staff_ids: Iterable[int]) -> dict[int, str]:
        """Return the names of those people."""
        return dict(Staff.objects.filter(pk__in=list(staff_ids)).values_list("pk", "name"))

    def post_of(self, code: str) -> Post:
        """Return the post of a person; refused with `input` where nobody has the code."""
        return Post(queries.staff_by_code(code).post)

    def managers_of(self, site_id: int) -> list[tuple[str, str]]:
        """Return code and name of the site's managers, then of those above them there."""
        people = Staff.objects.filter(site_id=site_id, post__in=list(MANAGERS), left_at=None)
        rows = people.order_by("joined_at", "pk").values_list("code", "name", "post")
        return [
            (code, name)
            for code, name, _ in sorted(rows, key=lambda row: row[2] != Post.MANAGER.value)
        ]

    def holds_post(self, code: str, post: Post) -> bool:
        """Tell whether somebody still holds that post and may log in."""
        if post is Post.OPERATOR:
            return True
        people = Staff.objects.filter(code=code, post=post.value, left_at=None)
        return people.filter(account__is_active=True).exists()
