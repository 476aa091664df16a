"""Sentences read well whatever is not known."""

from __future__ import annotations

import pytest

from salesfloor.base.phrases import listed, phrase, restored, stored_facts


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Your customer {name} {phone} is here.", "Your customer 138****8000 is here."),
        ("{name} {phone} came in person", "138****8000 came in person"),
        ("{phone} {name}", "138****8000"),
        ("The phone {phone} is that of {name}.", "The phone 138****8000 is that of."),
        ("客户{name} {phone}", "客户138****8000"),
        ("({name})", "()"),
    ],
)
def test_what_is_empty_leaves_no_double_blank(template: str, said: str) -> None:
    assert str(phrase(template, name="", phone="138****8000")) == said


def test_a_fact_that_is_there_keeps_its_blanks_and_braces() -> None:
    assert str(phrase("{name} {phone}", name="{phone} ", phone="1")) == "{phone}  1"
    assert str(phrase("{count} left", count=0)) == "0 left"


def test_an_empty_fact_of_a_sentence_within_a_sentence() -> None:
    inner = phrase("{name} {phone}", name="", phone="1")
    assert str(phrase("With {inner} today", inner=inner)) == "With 1 today"


def test_each_language_puts_its_own_sign_between_the_things_of_a_list() -> None:
    sentence = phrase("Missing: {who}.", who=listed(["Ann", phrase("the lead"), 3]))
    chinese = {"Missing: {who}.": "缺:{who}。", ", ": "、", "the lead": "主管"}
    assert str(sentence) == "Missing: Ann, the lead, 3."
    assert sentence.said_by(lambda template: chinese[template]) == "缺:Ann、主管、3。"


def test_a_list_is_still_a_list_after_it_was_kept() -> None:
    sentence = phrase("Missing: {who}.", who=listed(["Ann", phrase("the lead")]))
    kept = restored(sentence.template, stored_facts(sentence))
    assert kept.facts == sentence.facts


def test_a_colon_at_the_end_goes_with_the_fact_that_is_empty() -> None:
    passes = "Finding {finding} passes the re-check: {note}"
    assert str(phrase(passes, finding=1, note="")) == "Finding 1 passes the re-check"
    assert str(phrase(passes, finding=1, note="dry")) == "Finding 1 passes the re-check: dry"
