"""The words of a line's facts, from the declarations: choices by their labels, people by their names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from salesfloor.base.choices import Choice, label_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.labels import label_of_field, reference_of_field
from salesfloor.base.lines import LINES, FieldNames
from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def has_label(do: str, name: str) -> bool:
    """Tell whether a fact of a line is a choice, a list of fields, or yes or no."""
    kind = _kind(do, name)
    return kind is FieldNames or kind is bool or _is_choice(kind)


def label(do: str, name: str, value: object) -> Phrase | str:
    """Return the label of a fact's value; what is no choice stays as it is."""
    kind = _kind(do, name)
    if isinstance(value, bool):
        return phrase("yes") if value else phrase("no")
    if kind is FieldNames:
        field = _field(do, str(value))
        return label_of_field(str(value), field) if field else str(value)
    if _is_choice(kind):
        return label_of(kind, value)
    return str(value)


def is_person(do: str, name: str) -> bool:
    """Tell whether a fact of a line is the code of a person."""
    field = _field(do, name)
    return field is not None and reference_of_field(field) == "person"


def is_code(do: str, name: str) -> bool:
    """Tell whether a fact of a line is the code of a thing, which is no number of a person."""
    field = _field(do, name)
    return field is not None and reference_of_field(field) not in {"", "phone"}


@cache
def _kind(do: str, name: str) -> Any:  # noqa: ANN401 - any type
    line, command = LINES.get(do), COMMANDS.get(do)
    if line is not None and name in line.facts:
        return _bare(line.facts[name])
    field = _field(do, name)
    if field is None and command is not None and command.answer_type is not None:
        field = command.answer_type.model_fields.get(name)
    return _bare(field.annotation) if field is not None else None


def _field(do: str, name: str) -> FieldInfo | None:
    command = COMMANDS.get(do)
    return None if command is None else command.fields.model_fields.get(name)


def _is_choice(kind: Any) -> bool:  # noqa: ANN401 - any type
    return isinstance(kind, type) and issubclass(kind, Choice)


def _bare(kind: Any) -> Any:  # noqa: ANN401 - any type
    """Return a type without its marks, and without `None` or a list around it."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    parts = [part for part in get_args(kind) if part is not type(None)]
    return _bare(parts[0]) if parts else kind
