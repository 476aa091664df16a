"""Sentences name things as people do: an agreement by its word and number, not by its code."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from salesfloor.base.phrases import Phrase
from salesfloor.web.directory import in_words
from salesfloor.web.language import said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2-101 agreement:4", "2-101 Agreement 4"),
        ("agreement:4", "Agreement 4"),
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
