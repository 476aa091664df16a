"""Codes are checked when they are given, so that they work wherever they are taken."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.codes import KEPT_CODES, NewCode, NewStaffCode, staff_code
from salesfloor.base.refusals import Refused

CODE: TypeAdapter[str] = TypeAdapter(NewCode)
STAFF: TypeAdapter[str] = TypeAdapter(NewStaffCode)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("a", "a"),
        ("3-1-1201", "3-1-1201"),
        ("陈顾问", "陈顾问"),
        ("Ａ１", "A1"),
        (" m1 ", "m1"),
        ("li.lei@site", "li.lei@site"),
        ("1#-101", "1#-101"),
        ("x" * 64, "x" * 64),
    ],
)
def test_codes(given: str, code: str) -> None:
    assert CODE.validate_python(given) == STAFF.validate_python(given) == code


@pytest.mark.fault("X4")
@pytest.mark.parametrize(
    "given",
    ["", " ", "a/b", "a b", "a:b", "a?b", "..", "-a", ".a", "a\nb", "a\x00", "x" * 65, "😀", "%2f"],
)
def test_no_codes(given: str) -> None:
    for field in (CODE, STAFF):
        with pytest.raises(ValidationError):
            field.validate_python(given)


@pytest.mark.fault("X4")
def test_a_phone_is_a_code_of_staff_and_of_nothing_else() -> None:
    for number in ("13800138000", "110105194912310021"):
        assert STAFF.validate_python(number) == number
        with pytest.raises(ValidationError):
            CODE.validate_python(number)


@pytest.mark.fault("X3")
@pytest.mark.parametrize("code", sorted(KEPT_CODES))
def test_the_product_keeps_its_own_names(code: str) -> None:
    with pytest.raises(ValidationError):
        STAFF.validate_python(code.upper())
    with pytest.raises(Refused):
        staff_code(code)
