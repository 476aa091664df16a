"""Who finds the pages of disputes."""

from typing import Final

from salesfloor.base.posts import LEADERS, Post

CASES: Final = LEADERS | {Post.SALESPERSON}
