"""Forms from declarations: the fields of a command, their labels, choices and limits, and the way back.

`{% fields "private_call" %}` writes them; `given_by` reads what a form sends into what the command takes.
"""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from salesfloor.base import modules
from salesfloor.base.china_time import CHINA
from salesfloor.base.choices import Choice
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.labels import is_secret, label_mark, label_of_field, reference_of_field
from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.http import QueryDict
    from pydantic.fields import FieldInfo

    from salesfloor.base.commands import Actor
    from salesfloor.base.declarations import Declaration

    Reader = tuple[Actor | None, datetime | None]

LONG_TEXT: Final = 500
"""Texts that may be longer than this get a box of several lines."""
ROWS: Final = 4
"""Empty rows of a list of things, such as those who came along."""
DIGITS: Final = 6
"""Digits of a row's number in what a form sends; a longer number is of no form of ours."""
_TICKED: Final = frozenset({"on", "true", "yes", "1"})
"""What a form sends for yes; a hidden field that the page sets says it as Python writes it."""
_EITHER: Final = (("yes", phrase("Yes")), ("no", phrase("No")))
_INPUTS: Final[Mapping[Any, str]] = {
    bool: "checkbox",
    int: "whole",
    float: "number",
    dt.datetime: "datetime-local",
    DayOrMoment: "day_or_moment",
    dt.date: "date",
    dt.time: "time",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    label: Phrase
    kind: str
    hint: Phrase | None = None
    is_required: bool = False
    value: Any = ""
    choices: Sequence[tuple[str, Phrase | str]] = ()
    longest: int | None = None
    least: Any = None
    most: Any = None
    reference: str = ""
    is_in_order: bool = False
    """Whether several are sent in the order in which they are ticked."""
    is_count: bool = False
    rows: tuple[tuple[Field, ...], ...] = ()
    """Of a list of things: the fields of each row; of one thing with parts: the one row of its fields."""

    @property
    def is_hidden(self) -> bool:
        """Tell whether the page sets the field and the person does not see it."""
        return self.kind == "hidden"

    @property
    def chosen(self) -> list[str]:
        """Return which of several choices are ticked already."""
        return str(self.value).splitlines()


def fields_of_form(
    declared: Declaration[Any, Any],
    *,
    actor: Actor | None = None,
    at: datetime | None = None,
    given: Mapping[str, Any] | None = None,
    hidden: Iterable[str] = (),
) -> list[Field]:
    """Return the fields of a command's form, filled with `given`; those in `hidden` are not shown."""
    known = dict(given or {})
    found = []
    for name, info in declared.fields.model_fields.items():
        sent_as = info.alias or name
        field = _field(sent_as, info, known.get(sent_as), actor, at)
        found.append(replace(field, kind="hidden") if sent_as in set(hidden) else field)
    return found


def given_by(declared: Declaration[Any, Any], sent: QueryDict) -> dict[str, Any]:
    """Return what a form sent, in the shape that the command's fields take; empty fields are left out."""
    given: dict[str, Any] = {}
    for name, info in declared.fields.model_fields.items():
        sent_as = info.alias or name
        value = _sent(sent_as, info, sent)
        is_none = sent_as in sent and _may_be_empty(info)
        is_judged = value in ("", []) and _is_judged_empty(info)
        if value not in (None, "", [], {}) or is_none or is_judged:
            given[sent_as] = value
        elif value is None and _is_either(info, _bare(info.annotation)):
            given[sent_as] = ""  # which is neither, and refused
    return given


def _is_judged_empty(info: FieldInfo) -> bool:
    """Tell whether a field that is left empty goes on to the rule which asks for it by its clause."""
    mark = label_mark(info)
    return info.is_required() and mark is not None and mark.is_needed


def _may_be_empty(info: FieldInfo) -> bool:
    """Tell whether a field must be answered, and none is an answer: a list of lines without a least."""
    base = _bare(info.annotation)
    if not info.is_required() or get_origin(base) is not list or _limit(info, "min_length"):
        return False
    return _kind(base, info, reference_of_field(info)) == "lines"


def _field(
    name: str,
    info: FieldInfo,
    value: Any,  # noqa: ANN401 - each field its type
    actor: Actor | None,
    at: datetime | None,
) -> Field:
    base = _bare(info.annotation)
    mark = label_mark(info)
    reference = reference_of_field(info)
    default = None if info.default is PydanticUndefined else info.default
    if _is_either(info, base):
        default, value = None, _answer(value)
    field = Field(
        name=name,
        label=label_of_field(name, info),
        hint=mark.hint if mark else None,
        kind="either" if _is_either(info, base) else _kind(base, info, reference),
        is_required=_is_required(info, base),
        value=default if value is None else value,
        choices=_choices(base, reference, actor, at),
        longest=_limit(info, "max_length"),
        least=_limit(info, "ge"),
        most=_limit(info, "le"),
        reference=reference,
        is_in_order=mark is not None and mark.is_in_order,
        is_count=mark is not None and mark.is_count,
    )
    if field.kind == "choice" and value not in {None, ""} and not _offers(field, value):
        shown = _shown(value)
        field = replace(field, choices=[*field.choices, (str(shown), str(shown))])
    if field.kind == "group":
        parts = _parts(name, base, value, (actor, at))
        if not field.is_required:  # of a thing that may be left out none must be filled
            parts = _none_required(parts)
        return replace(field, rows=(parts,), value="")
    if field.kind == "rows":
        return replace(field, rows=_empty_rows(name, base, (actor, at)))
    return replace(field, value=_shown(field.value))


def _is_required(info: FieldInfo, base: Any) -> bool:  # noqa: ANN401 - any type
    """Tell whether a form asks for a field in any case: by its type, or by a clause."""
    mark = label_mark(info)
    if (mark is not None and mark.is_needed) or _is_either(info, base):
        return True
    return info.is_required() and not _may_be_empty(info)


def _is_either(info: FieldInfo, base: Any) -> bool:  # noqa: ANN401 - any type
    """Tell whether a person must say yes or no: an untouched box would say one of them for them."""
    mark = label_mark(info)
    return base is bool and (info.is_required() or (mark is not None and mark.is_decision))


def _answer(value: object) -> str | None:
    if value in {None, ""}:
        return None
    return "yes" if str(value).lower() in _TICKED else "no"


def _offers(field: Field, value: object) -> bool:
    return str(_shown(value)) in {code for code, _ in field.choices}


def _empty_rows(name: str, base: Any, reader: Reader) -> tuple[tuple[Field, ...], ...]:  # noqa: ANN401 - list[Model]
    """Return a few rows of a list of things; what is offered in a box is looked up once for all of them."""
    first = _none_required(_parts(name, _bare(get_args(base)[0]), None, reader))
    names = [one.name.removeprefix(f"{name}.") for one in first]
    return tuple(
        tuple(
            replace(one, name=f"{name}.{number}.{part}")
            for one, part in zip(first, names, strict=True)
        )
        for number in range(ROWS)
    )


def _parts(name: str, model: type[BaseModel], value: Any, reader: Reader) -> tuple[Field, ...]:  # noqa: ANN401 - the parts given so far
    """Return the fields of one thing with parts."""
    known = value if isinstance(value, dict) else {}
    return tuple(
        _field(f"{name}.{part}", info, known.get(part), *reader)
        for part, info in model.model_fields.items()
    )


def _none_required(fields: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(replace(one, is_required=False) for one in fields)


def _kind(base: Any, info: FieldInfo, reference: str) -> str:  # noqa: ANN401 - any type
    is_list = get_origin(base) is list
    if reference == "file":
        return "files" if is_list else "file"
    if is_list:
        return _kind_of_list(_bare(get_args(base)[0]), reference)
    if get_origin(base) is dict or _has_parts(base):
        return "group" if _has_parts(base) else "pairs"
    if _is_closed(base) or (reference and modules.options_of(reference)):
        return "choice"
    longest = _limit(info, "max_length")
    if base is str and longest is not None and longest > LONG_TEXT:
        return "long"
    if _is_day_or_moment(info.annotation):
        base = DayOrMoment
    return "password" if is_secret(info) else _INPUTS.get(base, "text")


def _kind_of_list(inner: Any, reference: str) -> str:  # noqa: ANN401 - any type
    if _has_parts(inner):
        return "rows"
    return "several" if _is_closed(inner) or reference else "lines"


def _has_parts(base: Any) -> bool:  # noqa: ANN401 - any type
    return isinstance(base, type) and issubclass(base, BaseModel)


def _is_closed(base: Any) -> bool:  # noqa: ANN401 - any type
    if get_origin(base) in {Literal, Union, types.UnionType}:
        return True
    return isinstance(base, type) and issubclass(base, Enum)


def _choices(
    base: Any,  # noqa: ANN401 - any type
    reference: str,
    actor: Actor | None,
    at: datetime | None,
) -> Sequence[tuple[str, Phrase | str]]:
    inner = _bare(get_args(base)[0]) if get_origin(base) is list else base
    if base is bool:
        return _EITHER
    source = modules.options_of(reference) if reference else None
    if source and actor is not None and at is not None:
        return source(actor, at)
    if get_origin(inner) is Literal and not source:
        return [(str(one), Phrase(str(one).replace("_", " "))) for one in get_args(inner)]
    if _is_choice(inner) or get_origin(inner) in {Union, types.UnionType}:
        return tuple(pair for one in (get_args(inner) or (inner,)) for pair in one.pairs())
    if isinstance(inner, type) and issubclass(inner, Enum):
        return [(str(one.value), str(one.value)) for one in inner]
    return ()


def _sent(name: str, info: FieldInfo, sent: QueryDict) -> Any:  # noqa: ANN401 - each field its shape
    base = _bare(info.annotation)
    text = sent.get(name, "").strip()
    if base is bool:
        return None if name not in sent else text.lower() in _TICKED
    if get_origin(base) is dict or _has_parts(base):
        return _group(name, base, sent) if _has_parts(base) else _pairs(name, text, sent)
    if base is dt.datetime and text:
        is_either = _is_day_or_moment(info.annotation)
        return (
            _day_or_moment(text, sent.get(f"{name}.time", "")) if is_either else _with_offset(text)
        )
    if get_origin(base) is not list:
        return text
    inner = _bare(get_args(base)[0])
    if _has_parts(inner):
        return _rows(name, inner, sent)
    values = [value.strip() for value in sent.getlist(name)]
    return [line.strip() for value in values for line in value.splitlines() if line.strip()]


def _is_day_or_moment(annotation: Any) -> bool:  # noqa: ANN401 - any type
    """Tell whether a field takes a whole day as well as a moment."""
    if get_origin(annotation) is Annotated:
        return _is_day_or_moment(get_args(annotation)[0])
    if get_origin(annotation) not in {Union, types.UnionType}:
        return False
    parts = get_args(annotation)
    return {dt.date, dt.datetime} <= set(parts) or any(map(_is_day_or_moment, parts))


def _day_or_moment(text: str, time: str) -> str:
    """Return a day, or the moment on it whose time was filled in beside it."""
    if "T" in text:
        return _with_offset(text)
    return _with_offset(f"{text}T{time.strip()}") if time.strip() else text


def _with_offset(text: str) -> str:
    """Return a browser's local time with the offset of the site's zone."""
    try:
        return _moment(dt.datetime.fromisoformat(text))
    except ValueError:
        return text


def _moment(given: dt.datetime) -> str:
    return (given if given.tzinfo else given.replace(tzinfo=CHINA)).isoformat()


def _rows(name: str, model: type[BaseModel], sent: QueryDict) -> list[dict[str, Any]]:
    written = {key.split(".")[1] for key in sent if key.startswith(f"{name}.")}
    numbers = {int(one) for one in written if one.isdecimal() and len(one) <= DIGITS}
    rows = (_group(f"{name}.{number}", model, sent) for number in sorted(numbers))
    return [row for row in rows if row]


def _group(name: str, model: type[BaseModel], sent: QueryDict) -> dict[str, Any]:
    """Return the parts of one thing that were filled in."""
    return {
        part: value
        for part, info in model.model_fields.items()
        if (value := _sent(f"{name}.{part}", info, sent)) not in (None, "", [], {})
    }


def _pairs(name: str, text: str, sent: QueryDict) -> dict[str, Any]:
    """Return the entries of a mapping: fields `answers.floor`, or lines `floor: pass` in one box."""
    found: dict[str, Any] = {}
    for line in text.splitlines():
        key, colon, value = line.replace("\N{FULLWIDTH COLON}", ":", 1).partition(":")
        if colon and value.strip():
            found[key.strip()] = value.strip()
    for key in sent:
        if key.startswith(f"{name}."):
            values = [one.strip() for one in sent.getlist(key) if one.strip()]
            if values:
                entry = key[len(name) + 1 :]
                found[entry.removesuffix("[]")] = values if entry.endswith("[]") else values[-1]
    return found


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - any type
    """Return a type without its marks, and without `None` beside it; of one or several, the list; choices together."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        parts = [_bare(part) for part in get_args(annotation) if part is not type(None)]
        if len(parts) > 1 and all(_is_choice(part) for part in parts):
            return reduce(or_, parts)
        lists = [part for part in parts if get_origin(part) is list]
        return (lists or parts or [str])[0]
    return annotation


def _is_choice(base: Any) -> bool:  # noqa: ANN401 - any type
    return isinstance(base, type) and issubclass(base, Choice)


def _limit(info: FieldInfo, name: str) -> Any:  # noqa: ANN401 - a number of the type's
    found = [getattr(mark, name) for mark in info.metadata if getattr(mark, name, None) is not None]
    return found[0] if found else None


def _shown(value: Any) -> Any:  # noqa: ANN401 - what an input takes
    if value is None:
        return ""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return "\n".join(str(one) for one in value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, dt.datetime):
        return (value.astimezone(CHINA) if value.tzinfo else value).strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, dt.date) else value
