"""Who sees sales over the counter and returns."""

from __future__ import annotations

from typing import Final

from salesfloor.base.posts import LEADERS, Post

COUNTER: Final = LEADERS | {Post.FINANCE, Post.SALESPERSON, Post.DESK, Post.ADMIN}
SELLERS: Final = frozenset({Post.FINANCE})
"""Who takes money for goods (7.2.3)."""
