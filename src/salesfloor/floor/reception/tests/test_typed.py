"""What is read from the desk's one field."""

from __future__ import annotations

import pytest

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
