"""A rule answers with a reason or nothing, and its clause travels with the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import Refused, bad_input, no_access
from salesfloor.base.verdicts import CITED_RULES, Verdict, clause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def may_pass() -> Iterator[Callable[..., Verdict]]:
    @clause("0.0.1", "0.0.2")
    def may_pass(*, is_tall: bool) -> Phrase | None:
        """Let only the tall pass."""
        return None if is_tall else phrase("{who} is too small.", who="Bo")

    yield may_pass
    for number in ("0.0.1", "0.0.2"):
        del CITED_RULES[number]


def test_allowed(may_pass: Callable[..., Verdict]) -> None:
    verdict = may_pass(is_tall=True)
    assert (bool(verdict), verdict.clause, verdict.reason) == (True, "0.0.1", None)
    verdict.enforce()


def test_refused(may_pass: Callable[..., Verdict]) -> None:
    verdict = may_pass(is_tall=False)
    assert (bool(verdict), verdict.clause) == (False, "0.0.1")
    with pytest.raises(Refused) as refused:
        verdict.enforce()
    assert (refused.value.clause, str(refused.value.sentence)) == ("0.0.1", "Bo is too small.")


def test_a_rule_is_listed_under_every_clause_it_keeps(may_pass: Callable[..., Verdict]) -> None:
    assert CITED_RULES["0.0.1"] == CITED_RULES["0.0.2"]
    assert CITED_RULES["0.0.1"][0].endswith("may_pass")


def test_refusals_of_no_clause_say_of_which_kind_they_are() -> None:
    assert bad_input(phrase("no")).clause == "input"
    assert no_access(phrase("no")).clause == "access"


def test_phrases_are_filled_in_after_they_are_translated() -> None:
    inner = phrase("two rooms")
    sentence = phrase("{who} wants {what}.", who="Bo", what=inner)
    chinese = {"{who} wants {what}.": "{who}要{what}。", "two rooms": "两室"}
    assert sentence.said_by(lambda template: chinese[template]) == "Bo要两室。"
    assert str(sentence) == "Bo wants two rooms."
