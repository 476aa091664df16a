"""Which clauses live, and that what is said of them is so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.modules import pages
from salesfloor.kernel.rulebook.alive import alive, home_of
from salesfloor.kernel.rulebook.clauses import clauses, parameters
from salesfloor.kernel.rulebook.words import KINDS, choice_word

LIVES = [
    "3.1.1",
    "3.1.2",
    "3.2.1.1",
    "3.2.1.2",
    "3.2.2",
    "3.2.3.1",
    "3.2.3.2",
    "3.2.3.3",
    "3.2.3.4",
    "3.2.3.5",
    "3.2.3.6",
    "3.2.4.1",
    "3.2.4.2",
    "3.2.4.3",
    "3.2.4.4",
    "3.2.4.5",
    "3.3.1.1",
    "3.3.1.2",
    "3.3.2.1",
    "3.3.2.2",
    "3.4.3.1",
    "3.4.3.3",
    "3.4.3.5",
    "3.5.0",
    "3.5.2",
    "3.5.3",
    "3.5.4",
    "3.6.2.2",
    "7.1.12",
    "7.2.10",
    "9.1.1.1",
    "9.1.1.2",
    "9.1.1.4",
    "9.1.2.2",
    "9.1.2.3",
    "9.2.2.4",
    "9.3.2.3",
    "9.5.2.2",
]


def test_what_this_release_keeps_is_alive() -> None:
    assert set(LIVES) <= alive()
    assert {number for page in pages() for number in page.clauses} <= alive()


def test_what_nothing_rests_on_is_not_alive() -> None:
    assert not {"1.1.1", "6.3.2", "8.5"} & alive()


def test_evidence_brings_a_clause_to_life() -> None:
    assert "4.1.3" in alive(["4.1.3", "input"])
    assert "input" not in alive(["input"])


def test_a_command_is_found_by_the_clause_it_names() -> None:
    home = home_of("3.2.3.3")

    assert "strike" in home.commands
    assert any(rule.endswith("may_strike") for rule in home.rules)


@pytest.mark.parametrize(
    ("number", "block"),
    [("2.3.6", "duty hazards"), ("2.4.6", "checklist facilities"), ("2.4.7", "duty signs")],
)
def test_a_clause_that_a_block_alone_carries_has_a_home(number: str, block: str) -> None:
    home = home_of(number)

    assert home
    assert block in home.blocks


def test_every_living_clause_has_a_home() -> None:
    assert [number for number in sorted(alive()) if not home_of(number)] == []


@pytest.mark.parametrize("name", sorted({page.name for page in pages()}))
def test_pages_are_there(name: str) -> None:
    assert reverse(name).startswith("/")


def test_every_command_kind_and_choice_has_a_word() -> None:
    for declared in [*COMMANDS.values(), *QUESTIONS.values()]:
        assert str(declared.word) != declared.name.replace("_", " "), declared.name
    assert {kind for clause in clauses().values() for kind in clause.kinds} == KINDS.keys()
    for parameter in parameters().values():
        for one in parameter.choices:
            assert choice_word(parameter, one) != one, parameter.name
