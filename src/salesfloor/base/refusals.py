"""Refusals: what is expected to be turned down, and the clause that turns it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase

INPUT: Final = "input"
ACCESS: Final = "access"


class Refused(Exception):  # noqa: N818 - the word of the glossary, not an error
    """An act turned down whole: by a clause, for bad input, or for missing rights.

    `also` are further clauses that the same rule keeps.
    """

    def __init__(self, clause: str, sentence: Phrase, also: tuple[str, ...] = ()) -> None:
        super().__init__(f"{clause}: {sentence}")
        self.clause = clause
        self.sentence = sentence
        self.also = also


class Busy(Exception):  # noqa: N818 - not a bug: the floor's lock was held too long
    """The floor was locked longer than a person should wait; nothing was done."""


class ClockUnsure(Busy):
    """The server's clock has jumped and cannot be believed yet; nothing was done."""


class KeyReused(Exception):  # noqa: N818 - answered with 409
    """The same idempotency key came with another body; nothing was done."""


def bad_input(sentence: Phrase, *also: str) -> Refused:
    """Refuse because what was given cannot be used; `also` are the clauses that make it so."""
    return Refused(INPUT, sentence, also)


def no_access(sentence: Phrase) -> Refused:
    """Refuse because this person may not do this."""
    return Refused(ACCESS, sentence)
