"""Every clause of the floor as a day script, with what must be answered beside it.

`3.2.1.2.jsonl` is the day, `3.2.1.2.expected.jsonl` its answers and what happens by itself, line
by line; a field that is not named there may be anything. A clause has further days as `3.5.0~same.jsonl`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.app.replay import Replay
from salesfloor.app.scripts import read_script

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

FOLDER = Path(__file__).parent
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


@pytest.mark.parametrize("script", scripts())
def test_shows_both_outcomes(script: Path) -> None:
    expected = expected_of(script)
    refused = [answer for answer in expected if answer.get("ok") is False]
    by_itself = [
        one for one in expected if "auto" in one and one.get("clause") == clause_of(script)
    ]
    bases = {answer["basis"] for answer in expected if "basis" in answer}

    assert refused or by_itself or len(bases) > 1


def _told(lines: list[Any], answer: dict[str, Any]) -> str:
    given = next((line for line in lines if line.number == answer.get("line")), None)
    return f"{given}\n{answer}"
