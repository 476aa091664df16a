"""The same facts are the same bytes, or are refused (case 78)."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.texts import composed
from salesfloor.kernel.registers import chain

if TYPE_CHECKING:
    from collections.abc import Iterable

NINE = datetime(2026, 3, 2, 9, tzinfo=CHINA)


@pytest.mark.case(78)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": [1, {"d": 2, "c": 3}]}, {"b": [1, {"c": 3, "d": 2}], "a": 1}),
        ({"name": "Zoë"}, {"name": unicodedata.normalize("NFD", "Zoë")}),
        ({"Zoë": 1}, {unicodedata.normalize("NFD", "Zoë"): 1}),
        ({"at": NINE}, {"at": NINE.astimezone(UTC)}),
        ({"at": NINE}, {"at": NINE.astimezone(timezone(timedelta(hours=-5)))}),
        ({"on": date(2026, 3, 2)}, {"on": "2026-03-02"}),
        ({"list": (1, 2)}, {"list": [1, 2]}),
    ],
)
def test_one_form(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert chain.canonical(one) == chain.canonical(other)


def test_the_form_itself() -> None:
    said = {"zh": '王\t"', "at": NINE, "none": None, "yes": True, "n": -1}

    assert chain.canonical(said) == (
        '{"at":"2026-03-02T01:00:00.000000Z","n":-1,"none":null,"yes":true,"zh":"王\\t\\""}'
    )


@pytest.mark.case(78)
@pytest.mark.parametrize(
    "said",
    [
        {"a": float("nan")},
        {"a": Decimal("Infinity")},
        {"at": NINE.replace(tzinfo=None)},
        {"a": b"raw"},
        {"a": {1, 2}},
        {1: "a"},
        {"Zoë": 1, unicodedata.normalize("NFD", "Zoë"): 2},
        {"a": "\ud800"},
        {"a": 1 << 70},
    ],
)
def test_what_has_no_one_form_is_refused(said: dict[Any, Any]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        chain.canonical(said)


def test_ideographs_of_names_stay_what_they_are() -> None:
    for character in ("\uf9d0", "\ufa0e", "\U0002f8a6", "𠮷"):
        assert composed(f"{character}e\u0301") == f"{character}é"


@pytest.mark.case(123)
@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("13800138000", True),
        ("tel:13800138000.", True),
        ("11010519491231002X", True),
        ("110105194912310021", True),
        ("138001380001", False),
        ("23800138000", False),
        ("a13800138000b", False),
        ("2026-03-02T01:00:00", False),
        ("1772413200000000", False),
    ],
)
def test_no_personal_number_stands_in_a_line(text: str, is_personal: bool) -> None:
    if is_personal:
        with pytest.raises(chain.PersonalInBodyError):
            chain.canonical({"note": [text]})
        return
    assert text in chain.canonical({"note": [text]})


def test_a_session_leaves_a_mark_and_not_its_key() -> None:
    assert chain.session_mark("") == ""
    assert chain.session_mark("secret") == chain.session_mark("secret")
    assert "secret" not in chain.session_mark("secret")
    assert len(chain.session_mark("secret")) == 16


def test_a_commitment_needs_its_salt() -> None:
    one, other = bytes(32), bytes(31) + b"\1"

    assert chain.commitment(one, "phone", "1") != chain.commitment(other, "phone", "1")
    assert chain.commitment(one, "phone", "1") != chain.commitment(one, "name", "1")


@pytest.mark.fault("R8")
@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5.5, "5.5"),
        (0.1, "0.1"),
        (5.0, "5"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (Decimal("5.50"), "5.5"),
        (Decimal("1E+3"), "1000"),
        (Fraction(2, 3), "2/3"),
    ],
)
def test_a_fraction_stands_in_a_line_as_a_text(number: object, text: str) -> None:
    assert chain.canonical({"n": [number]}) == f'{{"n":["{text}"]}}'


@pytest.mark.fault("R8")
def test_amounts_are_no_numbers_of_people() -> None:
    assert chain.canonical({"fen": 13800138000}) == '{"fen":13800138000}'
    assert "13800138000.00" in chain.canonical({"amount": "13800138000.00"})
    with pytest.raises(chain.PersonalInBodyError):
        chain.canonical({"note": "13800138000.00 or so"})


@pytest.mark.fault("X4")
def test_a_mobile_number_may_be_a_code_of_staff() -> None:
    def staff(numbers: Iterable[str]) -> frozenset[str]:
        return frozenset({"13800138000"} & set(numbers))

    assert "13800138000" in chain.canonical({"assigned_to": "13800138000"}, staff)
    with pytest.raises(chain.PersonalInBodyError):
        chain.canonical({"assigned_to": "13800138000", "note": "13900139000"}, staff)
