"""Who may see which page of customers."""

from __future__ import annotations

from typing import Final

from salesfloor.base.posts import LEADERS, Post

CUSTOMERS: Final = LEADERS | {Post.SALESPERSON, Post.DESK}
FOLLOW_UPS: Final = LEADERS | {Post.SALESPERSON}
