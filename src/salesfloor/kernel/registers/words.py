"""The words of a line's facts, from the declarations: choices by their labels, people by their names."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_origin

from salesfloor.base.choices import Choice, label_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.labels import Reference, label_of_field, marks_in, marks_of
from salesfloor.base.lines import LINES, FieldNames, FieldValues, Ratio
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.shares import in_percent

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from salesfloor.base.commands import Command

BY: Final = "by"
"""The fact that is the person who acts, in every line."""


def has_label(do: str, name: str) -> bool:
    """Tell whether a fact of a line is a choice, a list of fields, a ratio, or yes or no."""
    kind = _kind(do, name)
    return kind in {FieldNames, FieldValues, Ratio, bool} or _is_choice(kind)


def label(do: str, name: str, value: object) -> Phrase | str:
    """Return the label of a fact's value; what is no choice stays as it is."""
    kind = _kind(do, name)
    if isinstance(value, bool):
        return phrase("yes") if value else phrase("no")
    if kind is FieldNames:
        field = _field(do, str(value))
        return label_of_field(str(value), field) if field else str(value)
    if kind is FieldValues:
        called, _, held = str(value).partition("=")
        field = _field(do, called)
        return (
            phrase("{field} {value}", field=label_of_field(called, field), value=held)
            if field
            else str(value)
        )
    if kind is Ratio:
        return in_percent(str(value))
    if _is_choice(kind):
        return label_of(kind, value)
    return str(value)


def reference(do: str, name: str) -> str:
    """Return the kind of thing whose code a fact of a line is, such as `person`; nothing for no code."""
    if name == BY:
        return "person"
    return next((mark.kind for mark in _marks(do, name) if isinstance(mark, Reference)), "")


def is_moment(do: str, name: str) -> bool:
    """Tell whether a fact of a line is a moment."""
    return datetime in _plain_types(_annotation(do, name))


@cache
def _marks(do: str, name: str) -> tuple[Any, ...]:
    """Return the marks of a fact's type, the last one first."""
    field = _field(do, name)
    found = marks_of(field) if field is not None else marks_in(_annotation(do, name))
    return tuple(reversed(found))


@cache
def _kind(do: str, name: str) -> Any:  # noqa: ANN401 - any type
    return _bare(_annotation(do, name))


def _annotation(do: str, name: str) -> Any:  # noqa: ANN401 - any type
    """Return the type of a fact: as the line declares it, else as the command takes or answers it."""
    line = LINES.get(do)
    if line is not None and name in line.facts:
        return line.facts[name]
    field = _field(do, name)
    return None if field is None else field.annotation


@cache
def _writer(do: str) -> Command[Any, Any] | None:
    """Return the command whose line this is."""
    own = (one for one in COMMANDS.values() if one.writes and one.writes.do == do)
    return COMMANDS.get(do) or next(own, None)


@cache
def _field(do: str, name: str) -> FieldInfo | None:
    """Return the field of the command or of its answer; a line's own fact is none."""
    line, command = LINES.get(do), _writer(do)
    if command is None or (line is not None and name in line.facts):
        return None
    answered = command.answer_type.model_fields if command.answer_type else {}
    for fields in (command.fields.model_fields, answered):
        for called, field in fields.items():
            if name in {called, field.alias}:
                return field
    return None


def _plain_types(annotation: Any) -> set[Any]:  # noqa: ANN401 - any type
    """Return the types that an annotation allows, without its marks."""
    if get_origin(annotation) is Annotated:
        return _plain_types(get_args(annotation)[0])
    parts = [part for part in get_args(annotation) if part is not type(None)]
    return {one for part in parts for one in _plain_types(part)} if parts else {annotation}


def _is_choice(kind: Any) -> bool:  # noqa: ANN401 - any type
    return isinstance(kind, type) and issubclass(kind, Choice)


def _bare(kind: Any) -> Any:  # noqa: ANN401 - any type
    """Return a type without its marks, and without `None` or a list around it."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    parts = [part for part in get_args(kind) if part is not type(None)]
    return _bare(parts[0]) if parts else kind
