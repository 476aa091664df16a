"""Day scripts: reading them, and finding out that they are valid before anything is done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.dates import read_moment
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.declarations import Declaration

_OF_EVERY_LINE: Final = ("at", "do", "by", "site")
_LONGEST_SHOWN: Final = 60
DEEPEST: Final = 20
"""No field of a command holds lists or objects in each other more deeply."""


class ScriptError(Exception):
    """The script is not valid; nothing was applied."""

    def __init__(self, line: int, column: int, sentence: str) -> None:
        super().__init__(f"line {line}, column {column}: {sentence}")


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One command or question, with the clock of the script."""

    number: int
    at: datetime
    do: str
    by: str | None
    site: str | None
    given: dict[str, Any]
    column: int = 1
    """Where its time stands in the line."""


def check_not_ahead(lines: Iterable[ScriptLine], now: datetime) -> None:
    """Check that a script for a database at work holds nothing that is still to come.

    :raises ScriptError: the first line whose time is after `now`.
    """
    for line in lines:
        if line.at > now:
            sentence = f"it is {now:%Y-%m-%d %H:%M} now; this time is still to come"
            raise ScriptError(line.number, line.column, sentence)


def decoded(content: bytes) -> str:
    """Return the text of a script's file.

    :raises ScriptError: where it is no UTF-8.
    """
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        sentence = "this is no UTF-8; save the file in that encoding"
        raise ScriptError(before.count(b"\n") + 1, column, sentence) from error


def read_script(text: str) -> list[ScriptLine]:
    """Return the lines of a script.

    :raises ScriptError: for what is no JSON, unknown commands and fields, missing fields,
        and times that run backwards.
    """
    lines: list[ScriptLine] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        line = _line(number, raw)
        if lines and line.at < lines[-1].at:
            raise ScriptError(number, _column(raw, "at"), "time runs backwards")
        lines.append(line)
    return lines


def _line(number: int, raw: str) -> ScriptLine:
    entry = _object(number, raw)
    if not isinstance(entry, dict):
        raise ScriptError(number, 1, "a line is a JSON object")
    for name in ("at", "do"):
        if not isinstance(entry.get(name), str):
            raise ScriptError(number, 1, f"'{name}' is missing")
    do = entry["do"]
    declared = COMMANDS.get(do) or QUESTIONS.get(do)
    if declared is None:
        raise ScriptError(number, _column(raw, "do"), f"there is no command '{_shown(do)}'")
    given = {name: value for name, value in entry.items() if name not in _OF_EVERY_LINE}
    by, site = _text(number, raw, entry, "by"), _text(number, raw, entry, "site")
    if by is None and not declared.without_by:
        raise ScriptError(number, 1, "'by' is missing")
    _check_fields(number, raw, declared, given)
    at = _moment(number, raw, entry["at"])
    return ScriptLine(number, at, do, by, site, given, _column(raw, "at"))


def _object(number: int, raw: str) -> Any:  # noqa: ANN401 - whatever JSON stands in the line
    def no_number(constant: str) -> None:
        raise ScriptError(number, raw.find(constant) + 1, f"{constant} is no number")

    try:
        return json.loads(
            raw,
            object_pairs_hook=lambda pairs: _no_twins(number, raw, pairs),
            parse_constant=no_number,
        )
    except json.JSONDecodeError as error:
        raise ScriptError(number, error.colno, f"this is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise ScriptError(number, _deepest(raw), "this is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise ScriptError(number, 1, "a number in this line is too long") from error


def _deepest(raw: str) -> int:
    """Return the column at which a line is nested more deeply than any field is."""
    deep = 0
    for column, sign in enumerate(raw, start=1):
        deep += (sign in "[{") - (sign in "]}")
        if deep > DEEPEST:
            return column
    return 1


def _shown(text: str) -> str:
    """Return what somebody wrote as a terminal can print it."""
    cut = text[:_LONGEST_SHOWN]
    return cut if cut.isprintable() else cut.encode("unicode_escape").decode()


def _no_twins(number: int, raw: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ScriptError(number, _column(raw, name), f"'{_shown(name)}' stands twice")
    return dict(pairs)


def _check_fields(
    number: int, raw: str, declared: Declaration[Any, Any], given: dict[str, Any]
) -> None:
    fields = declared.fields.model_fields
    known = {field.alias or name: field for name, field in fields.items()}
    for name in given:
        if name not in known:
            what = f"'{declared.name}' has no field '{_shown(name)}'"
            raise ScriptError(number, _column(raw, name), what)
    for name, field in known.items():
        if field.is_required() and name not in given:
            raise ScriptError(number, 1, f"'{name}' is missing")


def _text(number: int, raw: str, entry: dict[str, Any], name: str) -> str | None:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise ScriptError(number, _column(raw, name), f"'{name}' is a code")
    try:
        return None if value is None else clean(value)
    except UnusableError as error:
        raise ScriptError(number, _column(raw, name), f"in '{name}' {error}") from error


def _moment(number: int, raw: str, text: str) -> datetime:
    try:
        return read_moment(text)
    except UnusableError as error:
        what = f"'{_shown(text)}' cannot be used: {error}"
        raise ScriptError(number, _column(raw, "at"), what) from error


def _column(raw: str, name: str) -> int:
    return raw.find(json.dumps(name)) + 1 or 1


def sites_of(lines: Iterable[ScriptLine]) -> list[str]:
    """Return the codes of the sites a script opens."""
    return [line.given["code"] for line in lines if line.do == "site"]
