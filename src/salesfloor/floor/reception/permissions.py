"""Which post opens which page of the floor."""

from __future__ import annotations

from typing import Final

from salesfloor.base.posts import ANYONE, LEADERS, SALESPEOPLE, Post

BOARD: Final = ANYONE
"""Everyone on the floor sees the board (3.2.1.1)."""
FLOOR: Final = LEADERS | {Post.SALESPERSON, Post.DESK}
"""Whose bars lead to the board."""
DESK: Final = LEADERS | {Post.SALESPERSON, Post.DESK}
"""Anyone who meets a customer first registers (3.2.3.2)."""
RECEPTION: Final = SALESPEOPLE
RECEPTIONS: Final = LEADERS | {Post.SALESPERSON, Post.DESK}
REPORTS: Final = LEADERS
OWN_FIGURES: Final = frozenset({Post.SALESPERSON})
"""Who reads the own figures beside the house's; leaders have the report."""
