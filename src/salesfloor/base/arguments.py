"""What a command or question is given, read off the function that answers it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final, get_type_hints

import pydantic

from salesfloor.base.numbers import read_exactly

if TYPE_CHECKING:
    from collections.abc import Callable

_GIVEN_BY_THE_EDGE: Final = ("actor", "at")


def fields_of(name: str, function: Callable[..., Any]) -> type[pydantic.BaseModel]:
    """Return the model that the function's keyword arguments are read into, strangers refused.

    :raises TypeError: an argument is not keyword-only, or `actor` or `at` is missing.
    """
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            message = f"{name}: every argument of a command is keyword-only"
            raise TypeError(message)
        if parameter.name in _GIVEN_BY_THE_EDGE:
            continue
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[parameter.name] = (read_exactly(hints[parameter.name]), default)
    missing = [
        argument
        for argument in _GIVEN_BY_THE_EDGE
        if argument not in inspect.signature(function).parameters
    ]
    if missing:
        message = f"{name}: a command takes {', '.join(missing)}"
        raise TypeError(message)
    title = "".join(part.capitalize() for part in name.split("_"))
    return pydantic.create_model(title, __config__=pydantic.ConfigDict(extra="forbid"), **fields)
