"""One normal form for every way in which a phone is written (3.5.0)."""

from __future__ import annotations

import pytest

from salesfloor.base.phones import masked_phone, normal_phone

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
        "+85291234567",
        "+852 9123 4567",
        "+1 415 555 0100",
        "+8612800138000",
        "65541234",
        "010-6554123",
        "010 6554 12345",
        "0571-870055041",
        "0571-87005",
        "400-820-8820",
        "a phone",
        "138O0138000",
        "13800138000 转 12",
        "13800138000/13900139000",
        "٠١٢٣٤٥٦٧٨٩١",
        "१३८००१३८०००",
        "+",
        "+86",
    ],
)
def test_no_phone(given: str) -> None:
    assert normal_phone(given) is None


@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("phone", "shown"),
    [(MOBILE, "138****8000"), (LANDLINE, "010****1234"), ("1234567", "*******"), ("", "")],
)
def test_masked(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown
