"""Whole numbers are read exactly, wherever a field of a command or question holds one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, get_args, get_type_hints

import pydantic
import pytest
from pydantic import BeforeValidator, Field, PlainValidator

from salesfloor.base.arguments import fields_of
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.numbers import WHOLE, Number


def _asked(
    *,
    actor: object,
    at: datetime,
    number: Number = 1,
    plain: int = 1,
    some: Annotated[int, Field(ge=-5)] | None = None,
    many: list[int] | None = None,
    keyed: dict[str, list[Annotated[int, Field(ge=0)]]] | None = None,
) -> None: ...


FIELDS = fields_of("asked", _asked)


def read(**given: object) -> dict[str, Any]:
    return FIELDS.model_validate(given).model_dump(exclude_unset=True)


@pytest.mark.parametrize("given", ["3", "３", " 3 ", "03"])
def test_digits_of_any_width_are_a_whole_number(given: object) -> None:
    assert read(number=given, plain=given, some=given) == {"number": 3, "plain": 3, "some": 3}
    assert read(many=[given], keyed={"a": [given]}) == {"many": [3], "keyed": {"a": [3]}}


@pytest.mark.parametrize("given", [3.0, "12.0", "", True, "1_0", "+3", "3e0", "三", [3]])
@pytest.mark.parametrize("field", ["number", "plain", "some"])
def test_what_is_no_whole_number_is_none(field: str, given: object) -> None:
    with pytest.raises(pydantic.ValidationError):
        read(**{field: given})


@pytest.mark.parametrize("given", [{"many": [True]}, {"many": ["3.0"]}, {"keyed": {"a": [3.0]}}])
def test_nor_is_it_within_a_list(given: dict[str, object]) -> None:
    with pytest.raises(pydantic.ValidationError):
        read(**given)


def test_limits_stay() -> None:
    assert read(some="-5") == {"some": -5}
    with pytest.raises(pydantic.ValidationError):
        read(number=0)


def _loose(hint: Any) -> bool:
    """Tell whether a whole number stands somewhere in a type without anything that reads it."""
    if hint is int:
        return True
    held = getattr(hint, "__metadata__", None)
    if held is not None:
        if WHOLE in held or any(
            isinstance(mark, (BeforeValidator, PlainValidator)) for mark in held
        ):
            return False
        return _loose(get_args(hint)[0])
    if (
        isinstance(hint, type)
        and hint.__module__.startswith("salesfloor")
        and not issubclass(hint, str)
    ):
        return any(_loose(one) for one in get_type_hints(hint, include_extras=True).values())
    return any(_loose(one) for one in get_args(hint))


def test_no_command_or_question_reads_a_whole_number_loosely() -> None:
    everything = {**COMMANDS, **QUESTIONS}
    loose = [
        f"{name}.{field}"
        for name, one in everything.items()
        for field, info in one.fields.model_fields.items()
        if _loose(Annotated[(info.annotation, *info.metadata, None)])
    ]
    assert not loose
