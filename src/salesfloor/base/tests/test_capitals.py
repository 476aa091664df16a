"""Amounts in capitals: the trade's table, and a second writer that goes another way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesfloor.base.capitals import capitals

DIGITS = "零壹贰叁肆伍陆柒捌玖"
LARGEST = 99_999_999_999_999


def second_writer(fen: int) -> str:
    """Write every digit with its unit, group by group, then take away by pattern what nobody says."""
    text = f"{fen:03}"
    yuan, tenth, hundredth = text[:-2].lstrip("0"), int(text[-2]), int(text[-1])
    said = f"{all_groups(yuan)}元" if yuan else ""
    if not tenth and not hundredth:
        return f"{said}整"
    said += DIGITS[tenth] + "角" if tenth else ("零" if yuan else "")
    return said + (DIGITS[hundredth] + "分" if hundredth else "")


def all_groups(yuan: str) -> str:
    padded = yuan.zfill(12)
    written = "".join(
        one_group(padded[start : start + 4]) + name
        for start, name in ((0, "亿"), (4, "万"), (8, ""))
    )
    written = re.sub("^零+亿?", "", written)  # nothing before the first digit
    written = re.sub("^(?:零+)?万", "", written)
    written = re.sub("零+万", "零", written)  # a group of zeros has no name
    written = re.sub("亿零(?=[^零]仟)", "亿", written)  # a full group follows: no zero
    return re.sub("零+", "零", written).strip("零").removeprefix("零")


def one_group(four: str) -> str:
    """Write four digits; zeros at the end are not said, one zero stands for those between."""
    written = "".join(
        DIGITS[int(digit)] + (unit if digit != "0" else "")
        for digit, unit in zip(four, "仟佰拾 ", strict=True)
    ).replace(" ", "")
    return re.sub("零+", "零", written).rstrip("零") if int(four) else "零"


@pytest.mark.case(71)
@pytest.mark.clause("3.4.1.3", "kept")
@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (5, "伍分"),
        (50, "伍角"),
        (1000, "壹拾元整"),
        (30530, "叁佰零伍元叁角"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (5000000, "伍万元整"),
        (10010001, "壹拾万零壹佰元零壹分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1000000100, "壹仟万零壹元整"),
        (40000311000, "肆亿叁仟壹佰壹拾元整"),
        (100000000000, "壹拾亿元整"),
        (100000000001, "壹拾亿元零壹分"),
        (
            LARGEST,
            "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ],
)
def test_as_the_trade_writes(fen: int, written: str) -> None:
    assert capitals(fen) == written
    assert second_writer(fen) == written


@pytest.mark.case(71)
@settings(max_examples=3000, deadline=None)
@given(st.one_of(st.integers(1, LARGEST), st.integers(1, 10**7).map(lambda yuan: yuan * 10**5)))
def test_two_writers_agree(fen: int) -> None:
    assert capitals(fen % LARGEST or 1) == second_writer(fen % LARGEST or 1)


@pytest.mark.case(71)
def test_every_amount_up_to_a_thousand_yuan() -> None:
    assert not [fen for fen in range(1, 100_001, 7) if capitals(fen) != second_writer(fen)]


@pytest.mark.parametrize("fen", [0, -1, LARGEST + 1])
def test_what_has_no_capitals(fen: int) -> None:
    with pytest.raises(ValueError, match="only amounts"):
        capitals(fen)
