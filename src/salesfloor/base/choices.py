"""Choices: one enumeration with labels for the form, the list, the API and the register."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from salesfloor.base.phrases import Phrase

UNNAMED: Final = Phrase("")


class Choice(StrEnum):
    """A closed list of words whose members carry their labels.

    The module that owns the word declares it once: `LEFT = "left", phrase("Left")`. A second table
    of the same words does not exist.
    """

    label: Phrase

    def __new__(cls, value: str, label: Phrase = UNNAMED) -> Self:
        """Make a member of its code and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def pairs(cls) -> tuple[tuple[str, Phrase], ...]:
        """Return code and label of every member, for a select box."""
        return tuple((member.value, member.label) for member in cls)

    @classmethod
    def labels(cls) -> dict[str, Phrase]:
        """Return the labels by code, for templates."""
        return dict(cls.pairs())

    @classmethod
    def column(cls) -> list[tuple[str, str]]:
        """Return what a model field takes as `choices`: the codes alone."""
        return [(member.value, member.value) for member in cls]


def label_of(choice: type[Choice], code: object) -> Phrase | str:
    """Return the label of a code, or the code itself where the enumeration lacks it."""
    labels = choice.labels()
    return labels.get(str(code), str(code or ""))
