"""Amounts are texts in yuan at every door, and exact inside (case 70)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.money import Fen, FenOrNothing, fen_from_yuan, fen_or_nothing, yuan

FEN: TypeAdapter[int] = TypeAdapter(Fen)
FEN_OR_NOTHING: TypeAdapter[int] = TypeAdapter(FenOrNothing)
NO_AMOUNTS: tuple[Any, ...] = (
    "-1",
    "0.001",
    "1e30",
    "1e3",
    "NaN",
    "",
    " ",
    "1,23",
    ",123",
    "1 2",
    "9" * 13,
    "1" * 10_000,
    "1.",
    ".5",
    "+5",
    "5元",
    "१२",
    "\u202e12",
    "12\x00",
    "\ud800",
    5.5,
    0.1 + 0.2,
    1911641,
    1911641.0,
    Decimal("5.50"),
    True,
    None,
    ["1"],
)


@pytest.mark.case(70)
@pytest.mark.parametrize(
    ("given", "fen"),
    [
        ("1", 100),
        ("0.05", 5),
        ("1234.5", 123450),
        ("１００", 10000),
        ("２００００", 2000000),
        ("12,345.67", 1234567),
        (" 12.00 ", 1200),
        ("999999999999.99", 99999999999999),
    ],
)
def test_fen_from_yuan(given: str, fen: int) -> None:
    assert fen_from_yuan(given) == fen
    assert FEN.validate_python(given) == fen
    assert FEN.validate_json(json.dumps(given), strict=True) == fen


@pytest.mark.case(70)
@pytest.mark.fault("R8")
@pytest.mark.parametrize("given", NO_AMOUNTS)
def test_what_is_no_amount(given: Any) -> None:
    for field in (FEN, FEN_OR_NOTHING):
        with pytest.raises(ValidationError):
            field.validate_python(given)


@pytest.mark.fault("R8")
@pytest.mark.parametrize("nothing", ["0", "0.00", "０", "0.0"])
def test_nothing_is_an_amount_where_it_is_said(nothing: str) -> None:
    assert FEN_OR_NOTHING.validate_python(nothing) == 0
    with pytest.raises(ValidationError) as error:
        FEN.validate_python(nothing)
    assert "more than nothing" in str(error.value)


@pytest.mark.fault("X16")
def test_the_schema_asks_for_a_text() -> None:
    for field in (FEN, FEN_OR_NOTHING):
        assert field.json_schema()["type"] == "string"


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "0.00"), (5, "0.05"), (123450, "1234.50"), (-10000, "-100.00"), (-5, "-0.05")],
)
def test_yuan(fen: int, text: str) -> None:
    assert yuan(fen) == text


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_what_is_answered_is_taken(fen: int) -> None:
    assert fen_or_nothing(yuan(fen)) == fen
    assert fen_or_nothing(f"{fen // 100:,}.{fen % 100:02}") == fen


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        fen = fen_or_nothing(text)
    except ValueError:
        return
    assert 0 <= fen < 10**14
