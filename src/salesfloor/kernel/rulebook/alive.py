"""Which clauses the product keeps today, and where people meet them.

A clause is alive when a rule cites it, a command says that it rests on it, it was applied in the
last days, or it stands in this list. The others are in the rulebook and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import CITED_RULES
from salesfloor.kernel.rulebook.clauses import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable

BOARD: Final = "reception:board"
DESK: Final = "reception:desk"
CUSTOMERS: Final = "customers:customers"
FOLLOW_UPS: Final = "customers:follow_ups"
BOOKS: Final = "registers:books"
PEOPLE: Final = "people:people"
ROSTER: Final = "people:roster"

PAGES: Final[dict[str, Phrase]] = {
    BOARD: phrase("Board"),
    DESK: phrase("Desk"),
    CUSTOMERS: phrase("Customers"),
    FOLLOW_UPS: phrase("Follow-up"),
    BOOKS: phrase("Registers"),
    PEOPLE: phrase("People"),
    ROSTER: phrase("Duty roster"),
}

ALIVE: Final[dict[str, tuple[str, ...]]] = {
    "3.1.1": (PEOPLE,),
    "3.1.2": (PEOPLE,),
    "3.2.1.1": (BOARD,),
    "3.2.1.2": (BOARD, DESK),
    "3.2.2": (BOARD, DESK),
    "3.2.3.1": (BOOKS,),
    "3.2.3.2": (DESK, BOOKS),
    "3.2.3.3": (BOOKS,),
    "3.2.3.4": (BOOKS,),
    "3.2.3.5": (BOOKS,),
    "3.2.3.6": (BOARD,),
    "3.2.4.1": (DESK, BOARD),
    "3.2.4.2": (BOARD,),
    "3.2.4.3": (BOOKS,),
    "3.2.4.4": (FOLLOW_UPS,),
    "3.2.4.5": (BOARD,),
    "3.3.1.1": (CUSTOMERS, FOLLOW_UPS),
    "3.3.1.2": (DESK,),
    "3.3.2.1": (CUSTOMERS, FOLLOW_UPS),
    "3.3.2.2": (FOLLOW_UPS,),
    "3.4.3.1": (PEOPLE,),
    "3.4.3.3": (FOLLOW_UPS,),
    "3.4.3.4": (BOOKS,),
    "3.4.3.5": (CUSTOMERS, BOOKS),
    "3.4.3.6": (PEOPLE,),
    "3.5.0": (CUSTOMERS, DESK),
    "3.5.2": (CUSTOMERS,),
    "3.5.3": (CUSTOMERS,),
    "3.5.4": (CUSTOMERS,),
    "3.6.2.2": (BOARD,),
    "7.1.12": (ROSTER, BOARD),
    "7.2.10": (BOARD,),
    "9.1.1.1": (DESK, BOARD),
    "9.1.1.2": (DESK, BOARD),
    "9.1.1.4": (DESK,),
    "9.1.2.2": (BOARD,),
    "9.1.2.3": (DESK,),
    "9.2.2.4": (BOARD,),
    "9.3.2.3": (BOARD,),
    "9.5.2.2": (BOARD,),
}
"""Clause -> the pages on which people meet it."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a clause lives in the product."""

    rules: tuple[str, ...]
    commands: tuple[str, ...]
    questions: tuple[str, ...]
    pages: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rules or self.commands or self.questions or self.pages)


def home_of(number: str) -> Home:
    """Return the rules that cite a clause, the commands that rest on it, and its pages."""
    return Home(
        rules=tuple(dict.fromkeys(CITED_RULES.get(number, ()))),
        commands=tuple(name for name, cited in _cited_by_commands().items() if number in cited),
        questions=tuple(name for name, cited in _cited_by_questions().items() if number in cited),
        pages=ALIVE.get(number, ()),
    )


def alive(applied: Iterable[str] = ()) -> frozenset[str]:
    """Return the clauses the product keeps; `applied` are those of which there is evidence."""
    known = clauses().keys()
    cited = {*CITED_RULES, *ALIVE, *applied}
    cited |= {one for found in _cited_by_commands().values() for one in found}
    return frozenset(cited & known)


@cache
def _cited_by_commands() -> dict[str, frozenset[str]]:
    """Return what each command says it rests on: its own words, and who may give it."""
    return {
        name: frozenset({command.post_clause, *command.clauses})
        for name, command in sorted(COMMANDS.items())
    }


@cache
def _cited_by_questions() -> dict[str, frozenset[str]]:
    return {name: frozenset(question.clauses) for name, question in sorted(QUESTIONS.items())}
