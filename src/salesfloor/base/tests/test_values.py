"""Values of any type have one form, and an end."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.values import PlainValue, PlainValues

VALUE: TypeAdapter[Any] = TypeAdapter(PlainValue)
VALUES: TypeAdapter[dict[str, Any]] = TypeAdapter(PlainValues)


@pytest.mark.parametrize("given", [None, True, 5, 0.5, "x", ["a", 1], {"a": {"b": [1]}}, [], {}])
def test_plain_values(given: Any) -> None:
    assert VALUE.validate_python(given) == given


def test_texts_are_cleaned_wherever_they_stand() -> None:
    assert VALUE.validate_python({" a\u200b": [" 张\u200b三 "]}) == {"a": ["张三"]}


@pytest.mark.fault("X18")
@pytest.mark.parametrize(
    "given",
    [
        "a\x00b",
        ["\ud800"],
        {"\u202e": 1},
        math.nan,
        math.inf,
        10**400,
        "x" * 10_000,
        [[[[[1]]]]],
        [1] * 2000,
        {"x" * 1000: 1},
        b"x",
    ],
)
def test_what_cannot_be_kept(given: Any) -> None:
    with pytest.raises(ValidationError):
        VALUE.validate_python(given)


@pytest.mark.parametrize("given", [["a"], "a", 5, None])
def test_names_with_values(given: Any) -> None:
    with pytest.raises(ValidationError):
        VALUES.validate_python(given)
