"""What a declaration must say: a command or question without it breaks the build."""

from __future__ import annotations

from collections import Counter

import pytest

from salesfloor.app.rest.documents import schemas
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.happenings import BY_ITS_TIME
from salesfloor.base.labels import label_mark
from salesfloor.base.lines import LINES
from salesfloor.base.modules import books
from salesfloor.kernel.deadlines.api import HANDLERS
from salesfloor.kernel.rulebook.clauses import clauses
from salesfloor.kernel.rulebook.words import command_word

DECLARED = {**COMMANDS, **QUESTIONS}


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_answers_are_typed_and_in_the_openapi(name: str) -> None:
    declared = DECLARED[name]
    assert declared.answer_type is not None, name
    assert f"{declared.fields.__name__}Answer" in schemas()


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_words_and_clauses_are_there(name: str) -> None:
    declared = DECLARED[name]
    assert str(declared.word) != name.replace("_", " ")
    assert set(declared.clauses) <= clauses().keys()


def test_no_two_declarations_share_a_word() -> None:
    words = Counter(str(one.word) for one in COMMANDS.values())
    assert not [word for word, count in words.items() if count > 1]


def test_every_line_stands_in_a_described_book() -> None:
    of_any_book = {"", "correction"}  # a correcting line stands in the book of the line it strikes
    assert {line.register for line in LINES.values()} - of_any_book <= books().keys()


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_every_field_has_a_label(name: str) -> None:
    fields = DECLARED[name].fields.model_fields
    assert not [field for field, info in fields.items() if label_mark(info) is None]


@pytest.mark.parametrize("name", sorted(HANDLERS))
def test_what_falls_due_by_itself_has_words_of_its_own(name: str) -> None:
    assert command_word(name) is not BY_ITS_TIME
    assert command_word(name).template


def test_what_falls_due_is_told_apart_by_its_words() -> None:
    said = Counter(command_word(name).template for name in HANDLERS)
    assert [words for words, many in said.items() if many > 1] == []
