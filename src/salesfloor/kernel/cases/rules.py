"""Who decides a case, when, and what may be decided; refusals name the clause of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict, clause

if TYPE_CHECKING:
    from collections.abc import Collection

    from salesfloor.kernel.people.api import Bench


def may_decide(number: str, bench: Bench, posts: Collection[Post]) -> Verdict:
    """Let only the kind's own posts decide a case."""
    if bench.post in posts:
        return Verdict(number, None)
    return Verdict(number, phrase("This case is for somebody above you. Ask the director."))


def is_heard(number: str, *, answered: bool, time_is_over: bool) -> Verdict:
    """Refuse a decision before the person concerned has answered or has had the time to."""
    if answered or time_is_over:
        return Verdict(number, None)
    return Verdict(
        number, phrase("The person concerned has not answered yet, and still has the time to.")
    )


def may_decide_what_one_opened(
    number: str, bench: Bench, posts: Collection[Post], *, opened_by: str
) -> Verdict:
    """Refuse a decision by who opened the case while somebody else may decide it."""
    if opened_by == bench.code and bench.others(posts):
        return Verdict(number, phrase("You opened this case. Somebody else decides it."))
    return Verdict(number, None)


@clause("1.1.11")
def may_charge(fen: int, open_fen: int | None) -> Phrase | None:
    """Hold nobody responsible for more than is open in the case."""
    if open_fen is not None and fen > open_fen:
        return phrase("Nobody is charged with more than is open in the case.")
    return None


def may_answer(number: str, *, is_concerned: bool) -> Verdict:
    """Let the person concerned answer, and nobody for them."""
    if is_concerned:
        return Verdict(number, None)
    return Verdict(number, phrase("Only the person concerned answers in this case."))
