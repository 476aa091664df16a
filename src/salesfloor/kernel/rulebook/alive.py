"""Which clauses the product keeps today, and where people meet them.

A clause is alive when a rule, a command, a question or a block names it, or when it was applied in the
last days. The others are in the rulebook and say so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.modules import pages
from salesfloor.base.verdicts import CITED_RULES
from salesfloor.kernel.rulebook.clauses import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAMES: Final = ("code", "list", "kind")
"""The fields by which blocks are told apart."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a clause lives in the product."""

    blocks: tuple[str, ...]
    """Mechanism and name of each block below the clause: `duty hazards`."""
    rules: tuple[str, ...]
    commands: tuple[str, ...]
    questions: tuple[str, ...]
    pages: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.blocks or self.rules or self.commands or self.questions or self.pages)


def home_of(number: str) -> Home:
    """Return the blocks of a clause, the rules that cite it, the commands that rest on it, and its pages."""
    return Home(
        blocks=tuple(_blocks_of(number)),
        rules=tuple(dict.fromkeys(CITED_RULES.get(number, ()))),
        commands=tuple(name for name, cited in _cited_by_commands().items() if number in cited),
        questions=tuple(name for name, cited in _cited_by_questions().items() if number in cited),
        pages=tuple(page.name for page in pages() if number in page.clauses),
    )


def alive(applied: Iterable[str] = ()) -> frozenset[str]:
    """Return the clauses the product keeps; `applied` are those of which there is evidence."""
    known = clauses().keys()
    cited = {*CITED_RULES, *applied, *_by_clause()}
    cited |= {one for found in _cited_by_commands().values() for one in found}
    cited |= {one for found in _cited_by_questions().values() for one in found}
    return frozenset(cited & known)


def _blocks_of(number: str) -> Iterator[str]:
    for mechanism, one in _by_clause().get(number, ()):
        name = next((one[key] for key in _NAMES if key in one), "")
        yield f"{mechanism} {name}".strip()


@cache
def _by_clause() -> Mapping[str, list[tuple[str, Mapping[str, Any]]]]:
    """Return the blocks that each clause rests on: its own, and those that name it beside theirs (`also`)."""
    found: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for number, clause in clauses().items():
        for mechanism, given in clause.blocks.items():
            for one in given:
                for each in (number, *one.get("also", ())):
                    found[each].append((mechanism, one))
    return found


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
