"""Names typed in Latin letters are found however they are parted."""

from __future__ import annotations

import pytest

from salesfloor.floor.customers import spelling


@pytest.mark.parametrize(
    ("letters", "reading"),
    [
        ("zhangjianguo", "zhang jian guo"),
        ("zhangj", "zhang j"),
        ("xian", "xian"),
        ("xian", "xi an"),
        ("ouyang", "ou yang"),
        ("lv", "lv"),
    ],
)
def test_readings_hold_the_one_that_is_meant(letters: str, reading: str) -> None:
    assert reading in spelling.readings(letters)


def test_what_is_no_pinyin_stays_as_it_is() -> None:
    assert spelling.readings("qqqqqqqq") == ("qqqqqqqq",)


def test_there_are_never_many_readings() -> None:
    assert len(spelling.readings("xianxianxianxianxianxian")) <= spelling.MOST_READINGS
