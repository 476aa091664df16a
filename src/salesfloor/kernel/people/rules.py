"""Clauses 3.1.1 and 3.1.2 and who lets people in, as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import local
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

PIN_SHORTEST: Final = 4
PIN_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What a team consists of at one moment, loans counted."""

    name: str
    leads: int
    """Its own leads."""
    members: int = 0
    """Everybody else: its own people, those lent away too, and those lent to it."""
    guest_leads: int = 0
    """Leads lent to it: they count against a second one, and leave it again."""


@clause("3.1.1")
def may_join(post: Post, team: TeamFacts | None) -> Phrase | None:
    """Refuse whatever would leave a team without exactly one lead."""
    if team is None:
        if post is Post.LEAD:
            return phrase("A team lead needs a team to lead. Name the team.")
        return None
    if post is Post.LEAD and (team.leads or team.guest_leads):
        return phrase(
            "Team {team} already has a lead, and a team has exactly one. Name another team.",
            team=team.name,
        )
    if post is Post.SALESPERSON and not team.leads:
        return phrase(
            "Team {team} has no lead, and a team has exactly one. Name its lead first.",
            team=team.name,
        )
    return None


@clause("3.1.1")
def may_leave(post: Post, team: TeamFacts | None) -> Phrase | None:
    """Refuse to take the lead away from a team that has people."""
    if team is not None and post is Post.LEAD and team.members:
        return phrase(
            "Team {team} would be left without its lead. Name a new lead for it first.",
            team=team.name,
        )
    return None


@clause("3.1.2")
def may_move_people(post: Post, *, same_site: bool) -> Phrase | None:
    """Refuse moves by anybody but the site's sales manager or someone above."""
    if post not in MANAGERS or (post is Post.MANAGER and not same_site):
        return phrase("Only the site's sales manager moves people. Ask the manager.")
    return None


@clause("3.1.2")
def may_move_across_sites(post: Post) -> Phrase | None:
    """Refuse moves to another site by anybody but those who stand above both."""
    if post is Post.MANAGER:
        return phrase(
            "A manager moves people within the site. Ask the director to move somebody to another."
        )
    return None


@clause("1.1.5")
def may_reassign(post: Post) -> Phrase | None:
    """Refuse moves between regions by anybody but the director or someone above."""
    if post is Post.MANAGER:
        return phrase("Only the director moves people to another region. Ask the director.")
    return None


@clause("input")
def may_come_back(name: str, *, left_as: str) -> Phrase | None:
    """Give a code again to the person who had it, and to nobody else."""
    if name != left_as:
        return phrase(
            "This code was {name}'s, who has left, and the books go on naming them by it."
            " Give another code.",
            name=left_as,
        )
    return None


RANK: Final = {
    Post.ADMIN: 1,
    Post.MANAGER: 2,
    Post.DIRECTOR: 3,
    Post.GENERAL_MANAGER: 4,
    Post.OPERATOR: 4,
}
"""How high a post stands where people decide about people; all others stand below."""


def stands_above(post: Post, others: Iterable[Post]) -> bool:
    """Tell whether a post stands above others; at the very top one stands above one's peers."""
    highest = max(RANK.get(other, 0) for other in others)
    own = RANK.get(post, 0)
    return own > highest or own == max(RANK.values())


@clause("3.1.2")
def may_appoint(post: Post, posts: Iterable[Post], *, is_self: bool) -> Phrase | None:
    """Refuse to change one's own post, or to give or take one that is not below one's own."""
    if is_self:
        return phrase("Nobody changes their own post. Ask whoever stands above you.")
    if not stands_above(post, posts):
        return phrase("A post is given by somebody who stands above it. Ask whoever does.")
    return None


@clause("access")
def may_let_in(post: Post, other: Post, *, same_site: bool, is_self: bool = False) -> Phrase | None:
    """Let people be let in by those who stand above them at their own site."""
    if is_self:
        return None
    if not stands_above(post, [other]) or (
        RANK.get(post, 0) <= RANK[Post.MANAGER] and not same_site
    ):
        return phrase("This is for somebody who stands above this person at the same site.")
    return None


@clause("input")
def may_be_pin(pin: str) -> Phrase | None:
    """Refuse a PIN that anybody would guess; the sentence never repeats it."""
    steps = {ord(two) - ord(one) for one, two in pairwise(pin)}
    if not (pin.isascii() and pin.isdigit() and PIN_SHORTEST <= len(pin) <= PIN_LONGEST):
        return phrase("A PIN has four to eight digits.")
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        return phrase("Anybody would guess this PIN. Take digits that neither repeat nor count.")
    return None


@clause("3.1.1")
def may_be_lent(*, on_loan_until: datetime | None) -> Phrase | None:
    """Refuse a second loan while one runs: nobody is in two teams on one day."""
    if on_loan_until is not None:
        return phrase(
            "This person is on loan until {until}, and nobody is in two teams on one day.",
            until=f"{local(on_loan_until):%Y-%m-%d %H:%M}",
        )
    return None
