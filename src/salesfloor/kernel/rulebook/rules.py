"""What a policy value may be."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, bilingual, phrase
from salesfloor.base.texts import LINE_LENGTH, clean
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from salesfloor.kernel.rulebook.clauses import Parameter

SEPARATORS: Final = ",，、\n"
"""What stands between the texts of a list on a form, and therefore in none of them."""
TYPES: Final = {
    "integer": phrase("integer"),
    "number": phrase("number"),
    "boolean": phrase("boolean"),
    "choice": phrase("choice"),
    "time": phrase("time"),
    "list": phrase("list"),
    "list of texts": phrase("list of texts"),
    "text": phrase("text"),
}
MOST: Final = 10_000
"""Numbers of a list, such as days before an end, are whole and not beyond this."""
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def _called(parameter: Parameter) -> Phrase | str:
    """Return a parameter as people call it; one without a label by its name."""
    if not parameter.label_en:
        return parameter.name
    return bilingual(parameter.label_en, parameter.label_zh)


@clause("input")
def may_be_value(parameter: Parameter, value: Any) -> Phrase | None:  # noqa: ANN401 - judged here
    """Refuse a value that the parameter cannot have."""
    if not _fits(parameter, value):
        return phrase(
            "{name} cannot be {value}; it is a {type}{choices}.",
            name=_called(parameter),
            value=value,
            type=TYPES[parameter.type],
            choices=f" ({', '.join(parameter.choices)})" if parameter.choices else "",
            field="value",
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = parameter.minimum, parameter.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            return phrase(
                "{name} lies between {low} and {high}.",
                name=_called(parameter),
                value=value,
                low="-" if low is None else low,
                high="-" if high is None else high,
                field="value",
            )
    return None


@clause("input")
def may_be_set(parameter: Parameter, trade: str) -> Phrase | None:
    """Refuse a value by which nothing would go at a site of that trade."""
    if not parameter.acts:
        return phrase(
            "Nothing goes by {name} yet. It is offered once it does.", name=_called(parameter)
        )
    if not parameter.is_for(trade):
        return phrase("Sites of this trade do not go by {name}.", name=_called(parameter))
    return None


@clause("input")
def may_withdraw(from_on: date, today: date) -> Phrase | None:
    """Refuse to withdraw a change by which something may have been decided already."""
    if from_on <= today:
        return phrase("This change has begun. Set another value from a day on instead.")
    return None


@clause("input")
def may_start_on(from_on: date, today: date) -> Phrase | None:
    """Refuse a change that would judge the past anew."""
    if from_on < today:
        return phrase(
            "A change never judges the past anew. Let it begin today or later.", field="from"
        )
    return None


@clause("input")
def may_follow(seen: int, latest: int) -> Phrase | None:
    """Refuse a change by somebody who has not seen the latest one."""
    if seen != latest:
        return phrase(
            "Somebody else changed this in the meantime. Look at the page anew, then decide."
        )
    return None


_TYPES: Final[dict[str, Callable[[Parameter, Any], bool]]] = {
    "integer": lambda _, value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda _, value: (
        (isinstance(value, int) and not isinstance(value, bool))
        or (isinstance(value, float) and isfinite(value))
    ),
    "boolean": lambda _, value: isinstance(value, bool),
    "choice": lambda parameter, value: value in parameter.choices,
    "time": lambda _, value: isinstance(value, str) and bool(_TIME.fullmatch(value)),
    "list": lambda parameter, value: (
        isinstance(value, list)
        and all(
            element in parameter.choices if parameter.choices else _is_count(element)
            for element in value
        )
    ),
    "list of texts": lambda _, value: (
        isinstance(value, list) and all(_is_listed(element) for element in value)
    ),
    "text": lambda parameter, value: (
        isinstance(value, str)
        and (not parameter.pattern or re.fullmatch(parameter.pattern, value) is not None)
    ),
}


def _is_count(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= MOST


def _is_listed(text: object) -> bool:
    if not isinstance(text, str) or not 0 < len(text) <= LINE_LENGTH:
        return False
    try:
        return clean(text) == text and not set(text) & set(SEPARATORS)
    except ValueError:
        return False


def _fits(parameter: Parameter, value: Any) -> bool:  # noqa: ANN401 - judged here
    return _TYPES[parameter.type](parameter, value)
