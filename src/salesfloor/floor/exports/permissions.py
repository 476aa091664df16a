"""Who finds the page of exports."""

from typing import Final

from salesfloor.base.posts import LEADERS, Post

EXPORTS: Final = LEADERS | {Post.SALESPERSON, Post.FINANCE}
