"""What a check must answer, and how many points it gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import ACCESS, INPUT
from salesfloor.base.verdicts import Verdict, clause

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules need to know of an item."""

    code: str
    words: str
    is_number: bool
    takes_na: bool
    is_auto: bool


@clause(ACCESS)
def may_check(post: Post, posts: Collection[Post], *, is_about_other: bool) -> Phrase | None:
    """Leave a list to the posts it names, and one about oneself to oneself."""
    if post not in posts:
        return phrase("This list is not for your post. Ask someone who may do it.")
    if is_about_other:
        return phrase("People answer this list about themselves only.")
    return None


@clause(INPUT)
def may_answer(asked: Iterable[Asked], answers: Mapping[str, str | int]) -> Phrase | None:
    """Refuse an item left out, one that is not asked, or a word that does not fit it."""
    by_hand = {one.code: one for one in asked if not one.is_auto}
    strange = sorted(answers.keys() - by_hand.keys())
    if strange:
        return phrase("The list does not ask for {items}.", items=listed(strange))
    missing = [one.words for code, one in by_hand.items() if code not in answers]
    if missing:
        return phrase("Answer every item: {items} is missing.", items=listed(missing))
    for code, one in by_hand.items():
        if one.is_number != isinstance(answers[code], int):
            return phrase("{item} takes another kind of answer.", item=one.words)
        if answers[code] == "na" and not one.takes_na:
            return phrase("{item} applies always: it is in order, or it is not.", item=one.words)
    return None


def may_fail(clause_of_list: str, bare: Sequence[str]) -> Verdict:
    """Refuse failed items that need a photo and have none, by the clause of the list."""
    if bare:
        return Verdict(
            clause_of_list, phrase("Take a photo of what is wrong: {items}.", items=listed(bare))
        )
    return Verdict(clause_of_list, None)


def may_leave_it(action_clause: str, silent: Sequence[str]) -> Verdict:
    """Refuse failed items without a word on what was done at once."""
    if silent:
        return Verdict(
            action_clause,
            phrase("Say what was done at once about {items}.", items=listed(silent)),
        )
    return Verdict(action_clause, None)


def points(results: Iterable[tuple[str, int]]) -> tuple[int, int]:
    """Return points got and points possible of items with their weights; `na` counts nowhere."""
    got = possible = 0
    for result, weight in results:
        if result in {"pass", "fail"}:
            possible += weight
            got += weight if result == "pass" else 0
    return got, possible
