"""Labels of fields: the word on the form, in sentences about input, in the register's columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel

from salesfloor.base.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a field and a hint below it; stands in the field's annotation.

    `Minutes = Annotated[int, Field(ge=1), Label("Private call, in minutes")]`

    `is_needed`: a clause always asks for the text; whoever leaves it out is refused by that clause, and
    forms mark it as one to fill in.
    `is_in_order`: of several, the order in which they are ticked is the order in which they are sent.
    `is_decision`: a yes or no for or against somebody; a form never answers it by itself, even where a
    program may leave it out.
    `is_count`: a whole number that people count; forms give it keys for one more and one less.
    """

    text: str
    hint: Phrase | None = None
    is_needed: bool = False
    is_in_order: bool = False
    is_decision: bool = False
    is_count: bool = False

    def __post_init__(self) -> None:
        """Refuse a hint that nobody could translate: no checker looks into annotations."""
        hint: object = self.hint
        if isinstance(hint, str):
            message = f"the hint of {self.text} is no phrase"
            raise TypeError(message)

    @property
    def phrase(self) -> Phrase:
        """Return the label as a sentence to translate."""
        return Phrase(self.text)


@dataclass(frozen=True, slots=True)
class Reference:
    """The kind of thing whose code a field holds; decides select box, cell and link.

    Kinds are subjects of `module.py`: `person`, `site`, `place`, `reception` …
    """

    kind: str


PEOPLE: Final = frozenset(
    {
        "person",
        "below",
        "leader",
        "manager",
        "on_shift",
        "salesperson",
        "salesperson_ever",
        "seller",
    }
)
"""Kinds of reference that name somebody: anyone, of some posts, who can hold a customer or ever could."""


@dataclass(frozen=True, slots=True)
class SecretMark:
    """Marks a field that is typed unseen and never stands in a fingerprint, a log or a draft."""


def is_secret(field: FieldInfo) -> bool:
    """Tell whether a field holds a secret."""
    return any(isinstance(mark, SecretMark) for mark in marks_of(field))


def label_of_field(name: str, field: FieldInfo) -> Phrase:
    """Return the label of a command's field; a field without one is called by its name."""
    found = [mark for mark in marks_of(field) if isinstance(mark, Label)]
    return found[-1].phrase if found else Phrase(name.rstrip("_").replace("_", " "))


def label_mark(field: FieldInfo) -> Label | None:
    """Return the label that the field's annotation carries, or None."""
    found = [mark for mark in marks_of(field) if isinstance(mark, Label)]
    return found[-1] if found else None


def reference_of_field(field: FieldInfo) -> str:
    """Return the kind of thing that the field names by code, or nothing."""
    found = [mark for mark in marks_of(field) if isinstance(mark, Reference)]
    return found[-1].kind if found else ""


def marks_of(field: FieldInfo) -> list[Any]:
    """Return the marks of a field, inner ones first (`Annotated[X, …] | None` too)."""
    return [*marks_in(field.annotation), *field.metadata]


def marks_in(annotation: Any) -> list[Any]:  # noqa: ANN401 - any type
    """Return the marks of an annotation, inner ones first."""
    if get_origin(annotation) is Annotated:
        base, *marks = get_args(annotation)
        return [*marks_in(base), *marks]
    return [mark for part in get_args(annotation) for mark in marks_in(part)]


def label_at(model: type[BaseModel], path: str) -> Phrase | None:
    """Return the label of the field at a path such as `party.0.phone`; None where there is none."""
    label: Phrase | None = None
    fields: Mapping[str, FieldInfo] = model.model_fields
    for part in path.split("."):
        if part.isdigit():
            continue
        name, field = next(
            ((name, one) for name, one in fields.items() if part in {name, one.alias}), ("", None)
        )
        if field is None:
            return label
        label = label_of_field(name, field)
        fields = _inner_model(field.annotation)
    return label


def _inner_model(annotation: Any) -> Mapping[str, FieldInfo]:  # noqa: ANN401 - any type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_fields
    for part in get_args(annotation):
        if found := _inner_model(part):
            return found
    return {}
