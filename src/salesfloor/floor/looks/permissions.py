"""Who finds the page of joint looks."""

from typing import Final

from salesfloor.base.posts import LEADERS, Post

LOOKS: Final = LEADERS | {Post.SALESPERSON, Post.DESK}
