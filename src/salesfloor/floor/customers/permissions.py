"""Who may see which page of customers, and who is told whose customer somebody is."""

from __future__ import annotations

from typing import Final

from salesfloor.base.posts import LEADERS, Post

CUSTOMERS: Final = LEADERS | {Post.SALESPERSON, Post.DESK}
SEES_WHOSE: Final = LEADERS | {Post.DESK}
"""Who is told whose customer somebody is; others hear only that a colleague follows (3.4.3.5)."""
FOLLOW_UPS: Final = LEADERS | {Post.SALESPERSON}
