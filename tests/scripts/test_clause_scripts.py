"""Every living clause as a day script, with what must be answered beside it.

`3.2.1.2.jsonl` is the day, `3.2.1.2.expected.jsonl` its answers and what happens by itself, line
by line; a field that is not named there may be anything. A clause has further days as `3.5.0~same.jsonl`.

A day answers with its clause's own number: the clause is applied, and where a rule or a block can be broken it
is also refused, missed, or happens by itself. The evidence says so, and the answers of questions, which leave
none. A further day tells one more of its cases and need not tell them all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.app.replay import Replay
from salesfloor.app.scripts import read_script
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.verdicts import CITED_RULES
from salesfloor.kernel.rulebook.clauses import clauses
from salesfloor.kernel.rulebook.models import Evidence

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

    from salesfloor.app.scripts import ScriptLine

FOLDER = Path(__file__).parent
BREAKABLE = {"gate", "duty", "deadline", "conduct"}
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


@pytest.mark.django_db
@pytest.mark.parametrize("script", scripts())
def test_answers(script: Path) -> None:
    lines = read_script(script.read_text(encoding="utf-8"))

    answers = list(Replay().run(lines))

    expected = expected_of(script)
    if not any(wanted.get("auto") == EMPTY_FLOOR for wanted in expected):
        answers = [answer for answer in answers if answer.get("auto") != EMPTY_FLOOR]
    for answer, wanted in zip(answers, expected, strict=False):
        assert {name: answer.get(name) for name in wanted} == wanted, _told(lines, answer)
    assert len(answers) == len(expected)
    number = clause_of(script)
    if script.stem == number:
        assert is_applied(number, lines, answers)
        assert is_broken(number, answers) or not can_be_broken(number)


def is_applied(number: str, lines: list[ScriptLine], answers: list[dict[str, Any]]) -> bool:
    """Tell whether a day applied a clause: by evidence, or by what rests on it and was done."""
    happened = (Evidence.Outcome.DONE, Evidence.Outcome.BY_ITSELF)
    if Evidence.objects.filter(clauses__contains=[number], outcome__in=happened).exists():
        return True
    resting = {line.number for line in lines if _rests_on(number, line.do)}
    done = [one for one in answers if one.get("ok")]
    return any(one["line"] in resting or one.get("clause") == number for one in done)


def _rests_on(number: str, do: str) -> bool:
    return number in {**COMMANDS, **QUESTIONS}[do].clauses


def is_broken(number: str, answers: list[dict[str, Any]]) -> bool:
    """Tell whether a day shows a clause refused, missed, or happening by itself.

    A rule that keeps two clauses refuses by the first of them for both.
    """
    rules = set(CITED_RULES.get(number, ()))
    same = {number, *(other for other, names in CITED_RULES.items() if rules & set(names))}
    by_itself = Evidence.objects.filter(outcome=Evidence.Outcome.BY_ITSELF)
    return (
        any(one.get("ok") is False and one["clause"] in same for one in answers)
        or Evidence.objects.filter(missed__contains=[number]).exists()
        or by_itself.filter(clauses__contains=[number]).exists()
    )


def can_be_broken(number: str) -> bool:
    """Tell whether there is a way to break a clause: it bars or demands something, and something judges it."""
    bars = bool(BREAKABLE & set(clauses()[number].kinds))
    names = (COMMANDS[name].post_clause for name in COMMANDS)
    return bars and (number in CITED_RULES or bool(clauses()[number].blocks) or number in names)


def _told(lines: list[Any], answer: dict[str, Any]) -> str:
    given = next((line for line in lines if line.number == answer.get("line")), None)
    return f"{given}\n{answer}"
