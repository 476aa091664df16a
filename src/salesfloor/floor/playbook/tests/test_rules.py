"""Practice and boxes as tables (9.4.1, 9.4.5, 9.4.6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesfloor.floor.playbook import rules, words

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("said", "tags", "errors"),
    [
        ("不错，您是跟哪一套比的？", (), []),
        ("不少客户都这么问", (), []),
        ("不好意思，让您久等了", (), []),
        ("不，不是这样", (), ["contradict"]),
        ("不对", (), ["contradict"]),
        ("是的，您说得有理。但我们的用料好", (), ["yes_but"]),
        ("是 的 ， 可 是 不 同", (), ["yes_but"]),
        ("是的" + "好" * 20 + "但", (), ["yes_but"]),
        ("是的" + "好" * 21 + "但", (), []),
        ("您不懂，谁告诉你的", (), ["blame", "belittle"]),
        ("完全正确", (), []),
        ("完全正确", ("customer_wrong",), ["agree_wrong"]),
        ("你必\u200b须相信我", (), ["excuse"]),
    ],
)
def test_what_is_heard(said: str, tags: tuple[str, ...], errors: list[str]) -> None:
    found = words.mistakes(said, tags=tags, added={})

    assert [one.mistake for one in found] == errors


def test_phrases_of_a_site() -> None:
    added = words.added_phrases(["blame=您没看清", "weather=下雨", "excuse="])

    found = words.mistakes("您 没 看 清 楚", tags=(), added=added)

    assert [(one.mistake, one.phrase) for one in found] == [("blame", "您没看清")]


@pytest.mark.parametrize(
    ("said", "texts", "shared"),
    [
        ("太贵了", ("价格太贵了",), 2),
        ("太，贵", ("价格太贵了",), 1),
        ("贵", ("价格太贵了",), 1),
        ("贵", ("太远",), 0),
        ("", ("太远",), 0),
    ],
)
def test_likeness(said: str, texts: tuple[str, ...], shared: int) -> None:
    assert words.likeness(said, texts) == shared


def test_boxes_go_up_once_a_day() -> None:
    box, today, seen = rules.Box(0, None), MONDAY, []
    for _ in range(7):
        box = rules.moved(box, is_right=True, today=today)
        box = rules.moved(box, is_right=True, today=today)
        seen.append((rules.next_day(box, today) - today).days)
        today += timedelta(days=1)

    assert seen == [1, 2, 4, 8, 16, 30, 30]
    assert rules.moved(box, is_right=False, today=today).number == 1


def test_few_uses_have_no_rate() -> None:
    assert rules.rate(4, 4, 5) is None
    assert rules.rate(4, 5, 5) == pytest.approx(0.8)


@pytest.mark.clause("9.4.4")
@pytest.mark.parametrize(
    ("removed", "uses", "low", "high"), [(4, 5, 0.435, 0.954), (80, 100, 0.727, 0.857)]
)
def test_four_of_five_do_not_look_like_eighty_of_a_hundred(
    removed: int, uses: int, low: float, high: float
) -> None:
    found = rules.likely_share(removed, uses)
    assert found == pytest.approx((low, high), abs=0.001)
