"""The need as a form of taps: what is ticked is told, what is not is taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from salesfloor.base.refusals import Refused
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
            "budget=&likes=view",
            Trade.SHOWROOM,
            {"budget": None, "purpose": None, "likes": ["view"], "must": None},
        ),
    ],
)
def test_what_the_form_tells(sent: str, trade: Trade, given: dict[str, Any]) -> None:
    assert given_by(QueryDict(sent), trade) == given


def test_a_budget_that_is_no_number_is_refused_in_the_words_of_the_form() -> None:
    with pytest.raises(Refused) as refused:
        given_by(QueryDict("budget=much"), Trade.REAL_ESTATE)
    assert refused.value.clause == "input"
    assert "10,000" in str(refused.value.sentence)
