"""Who finds the plan of tables."""

from __future__ import annotations

from typing import Final

from salesfloor.base.posts import LEADERS, Post

TABLES: Final = LEADERS | {Post.SALESPERSON, Post.DESK, Post.ADMIN}
