"""Sentences name things as people do: an agreement by its word and number, not by its code."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.people.api import Staff
from salesfloor.web.directory import in_words, with_names
from salesfloor.web.language import said
from tests.floor_builder import Floor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2-101 agreement:4", "2-101 Agreement 4"),
        ("agreement:4", "Agreement 4"),
        ("2-101 loan", "2-101 Loan papers"),
        ("2-101 contract", "2-101 Contract"),
        ("loan", "loan"),
        ("2-101", "2-101"),
        ("nothing:4", "nothing:4"),
        ("agreement:", "agreement:"),
        ("", ""),
    ],
)
def test_what_something_is_about_is_said_in_words(text: str, words: str) -> None:
    told = in_words(text)

    with override("en"):
        assert (said(told) if isinstance(told, Phrase) else told) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "names"), [("a", "张建国"), ("a, lead", "张建国, 韩雨桐"), ("a, gone", "张建国, gone")]
)
def test_several_people_in_one_sentence_are_named(floor: Floor, who: str, names: str) -> None:
    for code, name in (("a", "张建国"), ("lead", "韩雨桐")):
        Staff.objects.filter(code=code).update(name=name)

    [sentence] = with_names([phrase("Minutes not signed: {who}.", who=who)])

    assert str(sentence.facts["who"]) == names
