"""What is said to be kept is kept: by a rule or a command, with a test of either outcome."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.posts import Post
from salesfloor.base.refusals import ACCESS
from salesfloor.base.verdicts import CITED_RULES
from salesfloor.kernel.rulebook.alive import alive, home_of
from salesfloor.kernel.rulebook.clauses import clauses
from tests.architecture.source import PACKAGE, ROOT, files, product, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = re.compile(r'mark\.clause\(\s*"([\d.]+)",\s*"(\w+)"')
RESTING = re.compile(r"3\.\d\.\d(?:\.\d)?|7\.1\.12|7\.2\.10|9\.\d\.\d\.\d")
NO_CLAUSE = {"input", ACCESS}
FORBIDS_OR_DEMANDS = {"gate", "duty"}
"""Kinds of clauses that can be broken; of what is only computed, shown or advised nobody falls short."""


def marks() -> Iterator[tuple[str, str]]:
    for folder in (PACKAGE, ROOT / "tests"):
        for path in files(folder, "test_*.py"):
            yield from MARK.findall(path.read_text(encoding="utf-8"))
    for script in (ROOT / "tests" / "scripts").glob("*.expected.jsonl"):
        number = script.name.removesuffix(".expected.jsonl").partition("~")[0]
        yield from ((number, outcome) for outcome in shown_by(script, number))


def shown_by(script: Path, number: str) -> set[str]:
    """Return what a day script shows of its clause: outcomes of answers that name its number.

    A refusal, an event by itself and a clause not kept show it broken.
    """
    shown = set()
    for line in script.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        named = set(keys_naming(answer, number))
        is_broken = "auto" in answer or answer.get("ok") is False or "not_kept" in named
        if named:
            shown.add("refused" if is_broken else "kept")
        elif answer.get("ok"):
            shown.add("kept")
    return shown


def keys_naming(answer: object, number: str, key: str = "") -> Iterator[str]:
    """Return the keys under which an answer names a clause."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            yield from keys_naming(value, number, name)
    elif isinstance(answer, list):
        for one in answer:
            yield from keys_naming(one, number, key)
    elif answer == number:
        yield key


@cache
def cited() -> frozenset[str]:
    """Return the clauses that the product cites: by a rule, a command or a record."""
    found = set(CITED_RULES)
    for path in product():
        constants = (n.value for n in ast.walk(tree_of(path)) if isinstance(n, ast.Constant))
        found |= {value for value in constants if isinstance(value, str)} & set(clauses())
    return frozenset(found)


@pytest.mark.parametrize("number", sorted(alive()))
def test_a_living_clause_rests_on_code_and_is_proved_both_ways(number: str) -> None:
    home = home_of(number)
    assert number in cited() or home.blocks or home.commands
    shown = {outcome for clause, outcome in marks() if clause == number}
    assert "kept" in shown
    assert shown - {"kept"} or not FORBIDS_OR_DEMANDS & set(clauses()[number].kinds)


def test_scripts_of_a_clause_name_it() -> None:
    scripts = (ROOT / "tests" / "scripts").glob("*.expected.jsonl")
    found = [(one.name.removesuffix(".expected.jsonl").partition("~")[0], one) for one in scripts]
    named = {number for number, script in found if names(script, number)}
    assert {number for number, _ in found} - named == set()


def names(script: Path, number: str) -> bool:
    """Tell whether any answer of a day script names the clause, in whichever field."""
    lines = script.read_text(encoding="utf-8").splitlines()
    return any(any(keys_naming(json.loads(line), number)) for line in lines)


def test_marks_name_clauses_that_exist() -> None:
    assert {number for number, _ in marks()} <= set(clauses())


def test_rules_name_clauses_that_exist() -> None:
    assert set(CITED_RULES) - NO_CLAUSE <= set(clauses())


def test_commands_say_who_may_and_what_they_do() -> None:
    for name, command in COMMANDS.items():
        assert command.may, name
        assert command.may <= set(Post), name
        assert command.post_clause == ACCESS or command.post_clause in clauses(), name
        assert (command.__doc__ or "").strip().endswith("."), name
    for name, question in QUESTIONS.items():
        assert question.may, name


def test_code_names_clauses_that_exist() -> None:
    """A number in a module's own words is one of the rulebook's, or of one of its sections."""
    known = set(clauses()) | {number.rpartition(".")[0] for number in clauses()}
    for path in product():
        for number in RESTING.findall(path.read_text(encoding="utf-8")):
            assert number in known or any(k.startswith(f"{number}.") for k in known), (path, number)
