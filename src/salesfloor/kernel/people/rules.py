"""Clauses 3.1.1 and 3.1.2 as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What a team consists of at one moment; `leads` counts those who would be there."""

    name: str
    leads: int
    consultants: int = 0


@clause("3.1.1")
def may_join(post: Post, team: TeamFacts | None) -> Phrase | None:
    """Refuse whatever would leave a team without exactly one lead."""
    if team is None:
        if post is Post.LEAD:
            return phrase("A team lead needs a team to lead. Name the team.")
        return None
    if post is Post.LEAD and team.leads:
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
    """Refuse to take the lead away from a team that has consultants."""
    if team is not None and post is Post.LEAD and team.consultants:
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


@clause("3.1.1")
def may_be_lent(*, on_loan_until: datetime | None) -> Phrase | None:
    """Refuse a second loan while one runs: nobody is in two teams on one day."""
    if on_loan_until is not None:
        return phrase(
            "This person is on loan until {until}, and nobody is in two teams on one day.",
            until=f"{on_loan_until:%Y-%m-%d %H:%M}",
        )
    return None
