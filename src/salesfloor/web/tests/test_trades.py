"""Each trade has its own words for posts and sites."""

from __future__ import annotations

import pytest
from django.utils import translation

from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.web import trades
from salesfloor.web.language import said


@pytest.mark.parametrize(
    ("trade", "name"),
    [
        ("real_estate", "置业顾问"),
        ("showroom", "销售员"),
        ("bank_cards", "客户经理"),
        ("distribution", "业务员"),
        ("service_area", "服务区现场管理员"),
        ("", "销售员"),
    ],
)
def test_whoever_receives_is_called_as_the_trade_does(trade: str, name: str) -> None:
    with translation.override("zh-hans"):
        assert said(trades.word("salesperson", trade)) == name


def test_every_post_has_a_word_in_every_trade() -> None:
    assert all(trades.word(post, trade) for post in Post for trade in [*Trade, ""])
