"""One normal form for every way in which a phone is written (3.5.0)."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from salesfloor.base.phones import (
    Phone,
    is_abroad,
    masked_phone,
    normal_phone,
    phones_in,
    strange_in,
)

MOBILE = "13800138000"
LANDLINE = "01065541234"


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(67)
@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("13800138000", MOBILE),
        ("138 0013 8000", MOBILE),
        ("138-0013-8000", MOBILE),
        ("138.0013.8000", MOBILE),
        ("(138)00138000", MOBILE),
        ("（138）0013—8000", MOBILE),
        ("138\u30000013\u00a08000", MOBILE),
        ("\t138 0013 8000 ", MOBILE),
        ("+8613800138000", MOBILE),
        ("+86 138 0013 8000", MOBILE),
        ("008613800138000", MOBILE),
        ("(+86) 138-0013-8000", MOBILE),
        ("＋８６ １３８００１３８０００", MOBILE),
        ("１３８００１３８０００", MOBILE),
        ("13000000000", "13000000000"),
        ("19999999999", "19999999999"),
        ("010-65541234", LANDLINE),
        ("(010) 6554 1234", LANDLINE),
        ("+86 10 6554 1234", LANDLINE),
        ("0086 10 65541234", LANDLINE),
        ("+86 010 6554 1234", LANDLINE),
        ("021 1234 5678", "02112345678"),
        ("0571-8700 5504", "057187005504"),
        ("0571-870 5504", "05718705504"),
        ("+86 571 8700 5504", "057187005504"),
    ],
)
def test_normal_form(given: str, normal: str) -> None:
    assert normal_phone(given) == normal
    assert normal_phone(normal) == normal


@pytest.mark.clause("3.5.0", "refused")
@pytest.mark.case(67)
@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        "1380013800",
        "138001380000",
        "12800138000",
        "10800138000",
        "23800138000",
        "+852 123",
        "+999 12345678",
        "852 9123 4567",
        "138 0013 8000 1",
        "013800138000",
        "1.38E+10",
        "13800138000 12",
        "+8612800138000",
        "65541234",
        "010-6554123",
        "010 6554 12345",
        "0571-870055041",
        "0571-87005",
        "400-820-8820",
        "a phone",
        "138O0138000",
        "٠١٢٣٤٥٦٧٨٩١",
        "१३८००१३८०००",
        "+",
        "+86",
    ],
)
def test_no_phone(given: str) -> None:
    assert normal_phone(given) is None


@pytest.mark.fault("D12")
@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(67)
@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("86 138 0013 8000", MOBILE),
        ("8613800138000", MOBILE),
        ("86-138-0013-8000", MOBILE),
        ("+86(0)13800138000", MOBILE),
        ("86 10 6554 1234", LANDLINE),
        ("861065541234", LANDLINE),
        ("\u202a13800138000\u202c", MOBILE),
        ("\u202d+86 138 0013 8000\u202c", MOBILE),
        ("138\u200b0013\u200d8000\ufeff", MOBILE),
        ("1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e300138000", MOBILE),
        ("电话：13800138000", MOBILE),
        ("tel:+86-138-0013-8000", MOBILE),
        ("13800138000（微信同号）", MOBILE),
        ("'13800138000", MOBILE),
        ("13800138000.0", MOBILE),
        ("【138】00138000", MOBILE),
    ],
)
def test_ways_of_writing_one_number(given: str, normal: str) -> None:
    assert normal_phone(given) == normal


@pytest.mark.fault("D12")
@pytest.mark.parametrize(
    ("given", "number", "extension"),
    [
        ("0931-8765432-1", "09318765432", "1"),
        ("0931-8765432转1", "09318765432", "1"),
        ("(010)65541234 转 801", LANDLINE, "801"),
        ("+86-931-8765432-1", "09318765432", "1"),
        ("010-65541234 ext. 12", LANDLINE, "12"),
        ("010-65541234,12", LANDLINE, ""),
        ("010-65541234#12", LANDLINE, "12"),
        ("010-65541234分机12号", LANDLINE, "12"),
        ("tel:+86-10-65541234;ext=12", LANDLINE, "12"),
        ("13800138000 转 12", MOBILE, "12"),
        ("13800138000-1234", MOBILE, "1234"),
        ("0931-87654321", "093187654321", ""),
        ("0931-8765-4321", "093187654321", ""),
    ],
)
def test_an_extension_never_changes_the_number(given: str, number: str, extension: str) -> None:
    assert phones_in(given) == [Phone(number, extension)]


@pytest.mark.fault("D12")
@pytest.mark.parametrize(
    "given",
    [
        "13800138000/13900139000",
        "13800138000 13900139000",
        "138 0013 8000 139 0013 9000",
        "13800138000，13900139000",
        "13800138000、13900139000",
        "13800138000或13900139000",
        "+8613800138000 +8613900139000",
        "13800138000; 13900139000; 13800138000",
    ],
)
def test_a_second_number_behind_the_first(given: str) -> None:
    assert [phone.number for phone in phones_in(given)] == [MOBILE, "13900139000"]
    assert normal_phone(given) == MOBILE


@pytest.mark.fault("D12")
@pytest.mark.parametrize(
    ("given", "strange"),
    [
        ("138O0138000", "O"),
        ("1380013800٠", "٠"),
        ("13800138oo0", "o"),
        ("1380013800", ""),
        ("电话 1380013800", ""),
        ("13800138000 转", ""),
        ("１３８＠0013800", "@"),
    ],
)
def test_what_does_not_belong_in_a_phone_is_named(given: str, strange: str) -> None:
    assert strange_in(given) == strange


@pytest.mark.fault("D13")
@pytest.mark.parametrize(
    ("given", "normal", "shown"),
    [
        ("+852 9123 4567", "+85291234567", "+852****4567"),
        ("00852 91234567", "+85291234567", "+852****4567"),
        ("（+852）9123-4567", "+85291234567", "+852****4567"),
        ("+853 6612 3456", "+85366123456", "+853****3456"),
        ("+886 912 345 678", "+886912345678", "+886****5678"),
        ("+886 2 2345 6789", "+886223456789", "+886****6789"),
        ("+1 415 555 2671", "+14155552671", "+1****2671"),
        ("+44 20 7946 0958", "+442079460958", "+44****0958"),
        ("+85291234567 ext 3", "+85291234567", "+852****4567"),
    ],
)
def test_numbers_of_other_countries(given: str, normal: str, shown: str) -> None:
    assert normal_phone(given) == normal
    assert normal_phone(normal) == normal
    assert is_abroad(normal)
    assert masked_phone(normal) == shown


@hypothesis.given(st.text(st.sampled_from("0123456789+-() 转/,.x\u202a，１８六"), max_size=40))
def test_whatever_is_read_is_in_its_normal_form(text: str) -> None:
    for phone in phones_in(text):
        assert normal_phone(phone.number) == phone.number
        assert len(phone.number) <= 20


@pytest.mark.fault("X14")
@pytest.mark.parametrize("text", ["\ud800", "\x00", "1" * 10_000, "😀" * 300, "\u202e" * 40])
def test_what_is_pasted_never_stops_anything(text: str) -> None:
    assert normal_phone(text) is None


@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("phone", "shown"),
    [(MOBILE, "138****8000"), (LANDLINE, "010****1234"), ("1234567", "*******"), ("", "")],
)
def test_masked(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown
