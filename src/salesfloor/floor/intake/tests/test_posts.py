"""A list of people may call the posts as the trade does."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from salesfloor.base.posts import ABOVE_SITES, Post
from salesfloor.base.trades import Trade
from salesfloor.floor.intake.people import SHEET
from salesfloor.kernel.imports.tables import Column
from salesfloor.web.language import said
from salesfloor.web.trades import word


@pytest.mark.parametrize("trade", list(Trade))
def test_each_trade_s_own_word_for_a_post_is_known(trade: Trade) -> None:
    read = next(one.read for one in SHEET.fields if one.name == "post")
    column = Column("post", 0, "岗位")
    with override("zh-hans"):
        words = {post.value: said(word(post, trade)) for post in Post if post not in ABOVE_SITES}
    assert {post: read(told, column) for post, told in words.items()} == {one: one for one in words}


@pytest.mark.parametrize(
    ("told", "post"),
    [("中心主任", "manager"), ("负责人", "manager"), ("团队主管", "lead"), ("顾问", "salesperson")],
)
def test_words_in_common_use_are_known(told: str, post: str) -> None:
    read = next(one.read for one in SHEET.fields if one.name == "post")
    assert read(told, Column("post", 0, "岗位")) == post
