"""What is read from the desk's one field."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfloor.floor.reception.rules.typed import Typed, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Typed()),
        ("   ", Typed()),
        ("13800138000", Typed("", "13800138000", "13800138000")),
        ("138 0013 8000", Typed("", "138 0013 8000", "13800138000")),
        ("１３８００１３８０００", Typed("", "13800138000", "13800138000")),
        ("+86 138-0013-8000", Typed("", "+86 138-0013-8000", "13800138000")),
        ("(010) 8888 6666", Typed("", "(010) 8888 6666", "01088886666")),
        ("张建国", Typed("张建国")),
        ("张建国 138 0013 8000", Typed("张建国", "138 0013 8000", "13800138000")),
        ("13800138000张建国", Typed("张建国", "13800138000", "13800138000")),
        ("张建国，13800138000", Typed("张建国", "13800138000", "13800138000")),
        ("13800138000 Li Lei", Typed("Li Lei", "13800138000", "13800138000")),
        ("1380013", Typed("", "1380013")),
        ("8000", Typed("", "8000")),
        ("张 8", Typed("张", "8")),
        ("阿依努尔·买买提 13800138000", Typed("阿依努尔·买买提", "13800138000", "13800138000")),
        ("张3 13800138000", Typed("张3", "13800138000", "13800138000")),
        ("\U0002ebf0 13800138000", Typed("\U0002ebf0", "13800138000", "13800138000")),
        ("张三 +852 9123 4567", Typed("张三", "+852 9123 4567", "+85291234567")),
        ("张三 12345", Typed("张三", "12345")),
        ("李四 电话：13800138000", Typed("李四", "13800138000", "13800138000")),
    ],
)
def test_read(text: str, expected: Typed) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "tail"),
    [("8000", "8000"), ("800", ""), ("80000", ""), ("张 8000", ""), ("13800138000", "")],
)
def test_last_digits_alone_are_enough_to_look(text: str, tail: str) -> None:
    assert read(text).tail == tail


@pytest.mark.fault("D11")
@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("秦月（138 0013 8000）", "秦月", "13800138000"),
        ("秦月(13800138000)", "秦月", "13800138000"),
        ("秦月（女）13800138000", "秦月（女）", "13800138000"),
        ("秦月【13800138000】", "秦月", "13800138000"),
        ("13800138000 转 12 秦月", "秦月", "13800138000"),
        ("秦月 0931-8765432-1", "秦月", "09318765432"),
    ],
)
def test_brackets_around_a_phone_are_no_part_of_the_name(text: str, name: str, phone: str) -> None:
    parts = read(text)
    assert (parts.name, parts.phone, parts.unread) == (name, phone, ())


@pytest.mark.fault("D11")
@pytest.mark.parametrize(
    "text",
    [
        "秦月 13800138000 13900139000",
        "秦月13800138000/13900139000",
        "13800138000、13900139000 秦月",
        "秦月 13800138000或13900139000",
    ],
)
def test_a_second_phone_is_no_part_of_the_name(text: str) -> None:
    parts = read(text)
    assert (parts.name, parts.phone, parts.second) == ("秦月", "13800138000", "13900139000")
    assert "13900139000" in parts.phone_text
    assert not parts.unread


@pytest.mark.fault("D11")
@pytest.mark.parametrize(
    ("text", "name", "unread"),
    [
        ("1.38E+10", "", ("1.38E+10",)),
        ("秦月 1.38001E+10", "秦月", ("1.38001E+10",)),
        ("秦月 13800138000 13900139000 13700137000", "秦月", None),
        ("秦月 13800138000/12345", "秦月", ("12345",)),
    ],
)
def test_what_cannot_be_read_is_said(text: str, name: str, unread: tuple[str, ...] | None) -> None:
    parts = read(text)
    assert parts.name == name
    assert unread is None or parts.unread == unread
    assert parts.says_unread() is not None or unread is None


@pytest.mark.fault("D11")
@given(st.text(st.sampled_from("秦月 0123456789()（）/+转E.，李"), max_size=40))
def test_digits_of_a_phone_never_stand_in_a_name(text: str) -> None:
    assert not re.search(r"[0-9]{3}", read(text).name)
