"""Whatever a field of a command names is chosen from what there is, or a page gives it, or people type it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from pydantic import BaseModel

from salesfloor.base.commands import COMMANDS
from salesfloor.base.labels import reference_of_field
from salesfloor.base.modules import options_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPED: Final = {
    "phone": "looked up while it is typed",
    "file": "taken with the camera or chosen from the device",
    "team": "a new one is made by its name",
    "register_no": "read off the paper",
}
"""Kinds that nobody chooses from a list, and why."""
BY_THE_PAGE: Final = frozenset(
    {
        *("advance", "agreement", "appointment", "dispute", "export", "fine"),
        *("meeting", "notice", "question", "receipt", "reception", "register", "review"),
        *("same_customer", "task", "warning", "dealer_person", "tenant", "grade"),
    }
)
"""Kinds of things that have pages of their own, which fill in the field by themselves."""


def references(model: type[BaseModel]) -> Iterator[str]:
    for info in model.model_fields.values():
        if reference := reference_of_field(info):
            yield reference
        for part in models_in(info.annotation):
            yield from references(part)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    if get_origin(annotation) is not None:
        for part in get_args(annotation):
            yield from models_in(part)


def test_each_reference_is_chosen_or_it_is_said_why_not() -> None:
    found = {one for command in COMMANDS.values() for one in references(command.fields)}
    without = {one for one in found if options_of(one) is None}
    assert sorted(without - set(TYPED) - BY_THE_PAGE) == []
    assert sorted(one for one in BY_THE_PAGE | set(TYPED) if options_of(one)) == []
