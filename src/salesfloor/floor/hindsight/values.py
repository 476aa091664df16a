"""A policy on the pages of what if: what is in force, what is tried, and how people say both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.api import Parameter


@dataclass(frozen=True, slots=True)
class Tried:
    """A policy on the page: what is in force, and what is tried."""

    parameter: Parameter
    in_force: Any
    tried: Any = None
    """None: as it is in force."""

    @property
    def label(self) -> str:
        """Return what it decides, in the reader's language."""
        is_chinese = (get_language() or "").startswith("zh")
        return self.parameter.label_zh if is_chinese else self.parameter.label_en

    @property
    def now(self) -> Phrase | str:
        """Return the value in force as people say it."""
        return rulebook.value_word(self.parameter, self.in_force)

    @property
    def options(self) -> list[tuple[str, Phrase | str, bool]]:
        """Return what can be chosen, as code and word, and whether it is tried; none where one types."""
        if self.parameter.type == "boolean":
            return [
                ("true", phrase("yes"), self.tried is True),
                ("false", phrase("no"), self.tried is False),
            ]
        tried = self.tried if isinstance(self.tried, list) else [self.tried]
        return [
            (one, rulebook.choice_word(self.parameter, one), one in tried)
            for one in self.parameter.choices
        ]


def said_value(name: str, value: Any) -> tuple[str, str]:  # noqa: ANN401 - each has its type
    """Return what a policy decides, and the value that was tried with its unit, as people say them."""
    parameter = rulebook.parameters().get(name)
    if parameter is None:
        return name, str(value)
    return Tried(parameter, value).label, rulebook.valued(parameter, value)
