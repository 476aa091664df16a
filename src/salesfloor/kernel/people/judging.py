"""Who judges a matter of somebody else: a decision, an appeal; refusals name the clause of the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

HEIGHT: Final = {Post.MANAGER: 1, Post.DIRECTOR: 2, Post.GENERAL_MANAGER: 3}
"""How high the posts stand that judge."""
DIRECTOR_S: Final = "1.1.12"
_OWN: Final = phrase("Nobody decides what concerns themselves.")


@dataclass(frozen=True, slots=True)
class Bench:
    """Who wants to judge, and who else of the house could: codes by post, the person concerned left out."""

    code: str
    post: Post
    people: Mapping[Post, Collection[str]]

    def others(self, posts: Collection[Post]) -> bool:
        """Tell whether somebody else of those posts could."""
        return any(set(self.people.get(post, ())) - {self.code} for post in posts)

    def others_of_height(self, post: Post) -> bool:
        """Tell whether somebody else of that height or above could."""
        return self.others([one for one, height in HEIGHT.items() if height >= HEIGHT.get(post, 0)])


def may_judge(number: str, bench: Bench, *, concerned: str, post: Post | None) -> Verdict:
    """Refuse to judge one's own matter, or that of somebody whose equals and superiors judge it (A1.13)."""
    is_director = bench.post is Post.DIRECTOR
    named = DIRECTOR_S if is_director and post in {Post.DIRECTOR, Post.GENERAL_MANAGER} else number
    if concerned and concerned == bench.code:
        return Verdict(named, _OWN)
    if post is Post.DIRECTOR and bench.post is not Post.GENERAL_MANAGER:
        if bench.others([Post.GENERAL_MANAGER]):
            return Verdict(
                named, phrase("What concerns the director is decided by the general manager.")
            )
        if bench.post is Post.MANAGER and bench.others([Post.DIRECTOR]):
            return Verdict(named, phrase("What concerns a director is decided by another one."))
    if post is Post.GENERAL_MANAGER and bench.post is not Post.GENERAL_MANAGER:
        higher = [Post.GENERAL_MANAGER] if is_director else [Post.GENERAL_MANAGER, Post.DIRECTOR]
        if bench.others(higher):
            return Verdict(
                named, phrase("What concerns the general manager is decided by one of that post.")
            )
    return Verdict(number, None)


def may_appeal(
    number: str, *, is_concerned: bool, is_appealed: bool, time_is_over: bool
) -> Verdict:
    """Let the person concerned appeal, once and in time."""
    if not is_concerned:
        return Verdict(number, phrase("Only the person concerned appeals."))
    if is_appealed:
        return Verdict(number, phrase("A decision is appealed once, and this one was."))
    if time_is_over:
        return Verdict(number, phrase("The time to appeal is over."))
    return Verdict(number, None)


def may_rule(number: str, bench: Bench, *, decided_by: str, decider_post: Post) -> Verdict:
    """Let somebody rule on an appeal who did not decide the case and does not stand below who did."""
    if decided_by == bench.code and bench.others_of_height(decider_post):
        return Verdict(number, phrase("You decided this. Somebody else rules on the appeal."))
    if HEIGHT.get(bench.post, 0) < HEIGHT.get(decider_post, 1):
        return Verdict(
            number, phrase("Who decided this stands above you. Somebody of that height rules.")
        )
    return Verdict(number, None)
