"""Which characters come in, in which form, how long (cases 65, 66, 69)."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.input_errors import UnusableError, sentence_about
from salesfloor.base.texts import (
    LINE_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    PHONE_LENGTH,
    Code,
    Line,
    Name,
    Note,
    PhoneText,
    RequiredLine,
    RequiredName,
    RequiredNote,
    clean,
)

FIELDS: dict[str, TypeAdapter[str]] = {
    "name": TypeAdapter(Name),
    "line": TypeAdapter(Line),
    "note": TypeAdapter(Note),
    "code": TypeAdapter(Code),
    "phone": TypeAdapter(PhoneText),
    "required name": TypeAdapter(RequiredName),
    "required line": TypeAdapter(RequiredLine),
    "required note": TypeAdapter(RequiredNote),
}


@pytest.mark.case(65)
@pytest.mark.parametrize(
    "name",
    [
        "𠮷",
        "\U00020000\U0002a700\U0002b740\U0002b820\U0002ceb0\U00030000\U00031350",
        "\U0002ebf0",
        "阿依努尔·买买提",
        "王",
        "欧阳" * 25,
        "Ａ",
        "O'Brien-Lü",
    ],
)
def test_names_come_in_as_they_are(name: str) -> None:
    assert FIELDS["name"].validate_python(name) == name


@pytest.mark.case(66)
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  张三 ", "张三"),
        ("张\u200b三", "张三"),
        ("\ufeff张三", "张三"),
        ("Zo\u0065\u0301", "Zo\u00e9"),
        ("两\r\n行", "两\n行"),
        ("两\r行", "两\n行"),
        ("😀 好", "😀 好"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\tb", "a\tb"),
        ("一\u2028二", "一\n二"),
        ("\u200e张三\u200f", "张三"),
        ("\uf9d0", "\uf9d0"),
        ("\u3000全角\u3000", "全角"),
    ],
)
def test_one_stored_form(given: str, kept: str) -> None:
    assert clean(given) == kept
    assert clean(kept) == kept


@pytest.mark.case(66)
@pytest.mark.parametrize(
    "given",
    ["a\x00b", "a\x1bb", "a\x7fb", "\ud800", "a\u202eb", "a\u2066b", "a\x85b", "\ue000", "\ufffe"],
)
def test_what_cannot_be_seen_is_refused(given: str) -> None:
    with pytest.raises(UnusableError, match=r"U\+[0-9A-F]{4}"):
        clean(given)
    with pytest.raises(ValidationError):
        FIELDS["line"].validate_python(given)


@pytest.mark.case(69)
@pytest.mark.parametrize("field", ["required line", "required name", "required note", "code"])
@pytest.mark.parametrize(
    "blank", ["", " ", "\u3000\t\n", "\u200b", "\u200d", "\ufe0f", "\u3164", "\u2800", "\u0301"]
)
def test_required_text_is_not_blank(field: str, blank: str) -> None:
    with pytest.raises(ValidationError):
        FIELDS[field].validate_python(blank)


@pytest.mark.case(69)
@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("name", NAME_LENGTH),
        ("line", LINE_LENGTH),
        ("note", NOTE_LENGTH),
        ("code", 64),
        ("phone", PHONE_LENGTH),
    ],
)
def test_length_is_limited_after_trimming(field: str, longest: int) -> None:
    whole = "长" * longest
    assert FIELDS[field].validate_python(f" {whole} ") == whole
    with pytest.raises(ValidationError) as error:
        FIELDS[field].validate_python(whole + "长")
    assert error.value.errors()[0]["ctx"]["max_length"] == longest


@pytest.mark.parametrize("given", [1, True, None, ["a"], {"a": 1}])
def test_text_is_text(given: object) -> None:
    with pytest.raises(ValidationError):
        FIELDS["line"].validate_python(given)


@pytest.mark.fault("D12")
def test_what_is_refused_names_the_character() -> None:
    with pytest.raises(ValidationError) as error:
        FIELDS["name"].validate_python("张\u202e三")
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in str(sentence_about(error.value))


@pytest.mark.fault("X14")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("\u202a138 0013 8000\u202c", "138 0013 8000"),
        ("138\x000013\n8000", "1380013 8000"),
        ("\ud80013800138000", "13800138000"),
        ("打了三次都没有人接，" * 10, "打了三次都没有人接，" * 10),
    ],
)
def test_a_pasted_phone_stops_no_registration(given: str, kept: str) -> None:
    assert FIELDS["phone"].validate_python(given) == kept


@pytest.mark.case(66)
def test_a_name_stands_on_one_line() -> None:
    assert FIELDS["name"].validate_python("张\n三\t丰") == "张 三 丰"
    assert FIELDS["note"].validate_python("张\n三") == "张\n三"


@pytest.mark.case(66)
@pytest.mark.parametrize(
    "nasty", ["\ud800", "a\x00", "\u202e", "x" * 10_000, "😀" * 5000, "\ue000"]
)
def test_nothing_that_is_typed_is_an_error_of_ours(nasty: str) -> None:
    for field in FIELDS.values():
        with contextlib.suppress(ValidationError):
            field.validate_python(nasty).encode()


@pytest.mark.case(69)
@pytest.mark.parametrize(
    "kind", [Code, RequiredLine, RequiredName, RequiredNote], ids=["code", "line", "name", "note"]
)
def test_a_text_that_is_too_long_has_too_many_characters_and_no_entries(kind: Any) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python("x" * 9_999)
    assert "characters" in sentence_about(error.value).template
