"""Every living clause as a day script, with what must be answered beside it.

`3.2.1.2.jsonl` is the day, `3.2.1.2.expected.jsonl` its answers and what happens by itself, line
by line; a field that is not named there may be anything, and `clauses`, `not_kept` and `also` may name others,
too. A clause has further days as `3.5.0~same.jsonl`.

A day answers with its clause's own number: the clause is applied, and where a rule or a block can be broken it
is also refused, not kept, or happens by itself. What is expected says so. A further day tells one more of its
cases and need not tell them all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.app.replay import Replay
from salesfloor.app.scripts import read_script
from salesfloor.base.commands import COMMANDS
from salesfloor.base.verdicts import CITED_RULES
from salesfloor.kernel.rulebook.clauses import clauses

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


FOLDER = Path(__file__).parent
BREAKABLE = {"gate", "duty", "deadline", "conduct"}
NAMED = {"clauses", "not_kept", "also"}
EMPTY_FLOOR = "floor_uncovered"
"""Days on which nobody comes to work are the story of 7.1.12; elsewhere they pass unsaid."""


def scripts() -> list[ParameterSet]:
    found = sorted(path for path in FOLDER.glob("*.jsonl") if ".expected" not in path.name)
    return [
        pytest.param(
            path,
            id=path.stem,
            marks=[pytest.mark.clause(clause_of(path), one) for one in ("kept", "refused")],
        )
        for path in found
    ]


def clause_of(script: Path) -> str:
    return script.stem.partition("~")[0]


def expected_of(script: Path) -> list[dict[str, Any]]:
    text = script.with_suffix(".expected.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.fault("R3")
@pytest.mark.django_db
@pytest.mark.parametrize("script", scripts())
def test_answers(script: Path) -> None:
    lines = read_script(script.read_text(encoding="utf-8"))

    answers = list(Replay().run(lines))

    expected = expected_of(script)
    if not any(wanted.get("auto") == EMPTY_FLOOR for wanted in expected):
        answers = [answer for answer in answers if answer.get("auto") != EMPTY_FLOOR]
    for answer, wanted in zip(answers, expected, strict=False):
        assert _compared(answer, wanted) == wanted, _told(lines, answer)
    assert len(answers) == len(expected)
    number = clause_of(script)
    if script.stem == number:
        assert any(is_applied(number, one) for one in answers)
        assert any(is_broken(number, one) for one in answers) or not can_be_broken(number)


def _compared(answer: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an answer that are expected; of the clauses it names those that are."""
    found = {name: answer.get(name) for name in wanted}
    for name in NAMED & set(wanted):
        found[name] = [number for number in wanted[name] if number in answer.get(name, ())]
    return found


def is_applied(number: str, answer: dict[str, Any]) -> bool:
    """Tell whether something was done by a clause, or came about by itself."""
    named = (answer.get("clause"), *answer.get("clauses", ()), *answer.get("also", ()))
    return number in named and answer.get("ok", True)


def is_broken(number: str, answer: dict[str, Any]) -> bool:
    """Tell whether an outcome shows a clause refused, not kept, or happening by itself."""
    if number in answer.get("not_kept", ()):
        return True
    return not answer.get("ok") and number in (answer.get("clause"), *answer.get("also", ()))


def can_be_broken(number: str) -> bool:
    """Tell whether there is a way to break a clause: it bars or demands something, and something judges it."""
    bars = bool(BREAKABLE & set(clauses()[number].kinds))
    names = (COMMANDS[name].post_clause for name in COMMANDS)
    return bars and (number in CITED_RULES or bool(clauses()[number].blocks) or number in names)


def _told(lines: list[Any], answer: dict[str, Any]) -> str:
    given = next((line for line in lines if line.number == answer.get("line")), None)
    return f"{given}\n{answer}"
