"""The card of a clause: what a newcomer finds by its number."""

from __future__ import annotations

import subprocess
import sys

import pytest

from salesfloor.app.clause_card import FORMS, neighbours, places, print_card
from salesfloor.kernel.rulebook.alive import alive
from salesfloor.kernel.rulebook.api import clauses


def test_card_names_text_rule_command_test_and_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_card("3.2.3.6") == 0

    printed = capsys.readouterr().out
    assert "手上的客户没接完" in printed
    assert "rule      salesfloor.floor.reception.rules.receiving.may_break_off" in printed
    kinds = {line.split()[0] for line in printed.splitlines() if ":" in line and line[:1].islower()}
    assert {"rule", "command", "test", "page"} <= kinds


def test_card_shows_policies_with_their_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_card("3.2.1.2") == 0

    assert "policy    turn.undo_within_minutes = 2" in capsys.readouterr().out


def test_there_is_no_such_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_card("99.9") == 2

    assert "99.9" in capsys.readouterr().err


def test_a_clause_is_not_found_inside_a_longer_number() -> None:
    assert ("test", "tests/scripts/3.2.1.2.jsonl", 1) in places("3.2.1.2")
    assert not [place for place in places("3.2.1") if "3.2.1.2.jsonl" in place[1]]


def test_command_line_prints_the_card() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from salesfloor.app.cli import main; main()", "clause", "7.1.12"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("7.1.12 ")


def test_a_clause_that_is_not_alive_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    dead = next(number for number in sorted(clauses()) if number not in alive())
    assert print_card(dead) == 0

    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if line.startswith("not alive")]
    assert {line.split()[1].rstrip(":") for line in printed if line.startswith("form ")} == set(
        clauses()[dead].kinds
    )
    assert len([line for line in printed if line.startswith("neighbour")]) == 3


def test_every_kind_of_clause_has_its_form() -> None:
    assert {kind for clause in clauses().values() for kind in clause.kinds} <= FORMS.keys()
    assert "3.2.1.1" in neighbours("3.2.1.2")
