"""The need as a form of taps: what is ticked is told, what is not is taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from salesfloor.base.trades import Trade
from salesfloor.floor.particulars.wishes import given_by

NOTHING: dict[str, Any] = dict.fromkeys(
    ("rooms", "orientation", "likes", "must", "purpose", "budget")
)
BOUNDS: dict[str, Any] = dict.fromkeys(("area_from", "area_to", "floor_from", "floor_to"))


@pytest.mark.parametrize(
    ("sent", "trade", "given"),
    [
        ("", Trade.REAL_ESTATE, NOTHING | BOUNDS),
        (
            "rooms=3&rooms=4&budget=215.5&area_from=105&likes=view&likes=",
            Trade.REAL_ESTATE,
            NOTHING
            | BOUNDS
            | {"rooms": ["3", "4"], "budget": "2155000.0", "area_from": "105", "likes": ["view"]},
        ),
        (
            "likes=near school、quiet&rooms=3",
            Trade.BANK_CARDS,
            {"likes": ["near school", "quiet"], "purpose": None},
        ),
        (
            "budget=much&likes=view",
            Trade.SHOWROOM,
            {"budget": "much", "purpose": None, "likes": ["view"], "must": None},
        ),
    ],
)
def test_what_the_form_tells(sent: str, trade: Trade, given: dict[str, Any]) -> None:
    assert given_by(QueryDict(sent), trade) == given
