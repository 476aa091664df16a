"""Who may join, lead, move, appoint and let in; what a PIN may be."""

from __future__ import annotations

import pytest

from salesfloor.base.posts import Post
from salesfloor.kernel.people import rules
from salesfloor.kernel.people.rules import TeamFacts

LED = TeamFacts("T1", leads=1, consultants=2)
HEADLESS = TeamFacts("T2", leads=0, consultants=0)
ONLY_LEAD = TeamFacts("T3", leads=1, consultants=0)


@pytest.mark.clause("3.1.1")
@pytest.mark.parametrize(
    ("_case", "post", "team", "allowed"),
    [
        ("a consultant joins a team with a lead", Post.SALESPERSON, LED, True),
        ("a consultant joins a team without one", Post.SALESPERSON, HEADLESS, False),
        ("a consultant without a team", Post.SALESPERSON, None, True),
        ("a lead founds a team", Post.LEAD, HEADLESS, True),
        ("a second lead", Post.LEAD, LED, False),
        ("a lead of nothing", Post.LEAD, None, False),
        ("the desk needs no team", Post.DESK, None, True),
    ],
)
def test_may_join(_case: str, post: Post, team: TeamFacts | None, allowed: bool) -> None:
    verdict = rules.may_join(post, team)

    assert (bool(verdict), verdict.clause) == (allowed, "3.1.1")


@pytest.mark.clause("3.1.1")
@pytest.mark.parametrize(
    ("post", "team", "allowed"),
    [
        (Post.SALESPERSON, LED, True),
        (Post.LEAD, LED, False),
        (Post.LEAD, ONLY_LEAD, True),
        (Post.DESK, None, True),
    ],
)
def test_may_leave(post: Post, team: TeamFacts | None, allowed: bool) -> None:
    assert bool(rules.may_leave(post, team)) is allowed


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize(
    ("post", "same_site", "allowed"),
    [
        (Post.MANAGER, True, True),
        (Post.MANAGER, False, False),
        (Post.DIRECTOR, False, True),
        (Post.LEAD, True, False),
        (Post.ADMIN, True, False),
    ],
)
def test_may_move_people(post: Post, same_site: bool, allowed: bool) -> None:
    verdict = rules.may_move_people(post, same_site=same_site)

    assert (bool(verdict), verdict.clause) == (allowed, "3.1.2")


@pytest.mark.clause("3.1.2")
@pytest.mark.parametrize(
    ("_case", "post", "posts", "is_self", "allowed"),
    [
        ("a manager makes a lead", Post.MANAGER, (Post.SALESPERSON, Post.LEAD), False, True),
        ("a manager makes a manager", Post.MANAGER, (Post.LEAD, Post.MANAGER), False, False),
        ("a manager demotes a manager", Post.MANAGER, (Post.MANAGER, Post.DESK), False, False),
        ("a director makes a manager", Post.DIRECTOR, (Post.LEAD, Post.MANAGER), False, True),
        ("a director makes a director", Post.DIRECTOR, (Post.LEAD, Post.DIRECTOR), False, False),
        (
            "the top makes its peer",
            Post.GENERAL_MANAGER,
            (Post.DESK, Post.GENERAL_MANAGER),
            False,
            True,
        ),
        ("nobody makes themselves", Post.GENERAL_MANAGER, (Post.DESK, Post.LEAD), True, False),
    ],
)
def test_may_appoint(
    _case: str, post: Post, posts: tuple[Post, Post], is_self: bool, allowed: bool
) -> None:
    assert bool(rules.may_appoint(post, posts, is_self=is_self)) is allowed


@pytest.mark.parametrize(
    ("_case", "post", "other", "same_site", "is_self", "allowed"),
    [
        ("oneself", Post.SALESPERSON, Post.SALESPERSON, True, True, True),
        ("a colleague", Post.SALESPERSON, Post.SALESPERSON, True, False, False),
        ("the manager, at the site", Post.MANAGER, Post.LEAD, True, False, True),
        ("the manager, elsewhere", Post.MANAGER, Post.LEAD, False, False, False),
        ("administration, a consultant", Post.ADMIN, Post.SALESPERSON, True, False, True),
        ("administration, the manager", Post.ADMIN, Post.MANAGER, True, False, False),
        ("the director, anywhere", Post.DIRECTOR, Post.MANAGER, False, False, True),
        ("the keeper of the machine", Post.OPERATOR, Post.GENERAL_MANAGER, False, False, True),
    ],
)
def test_may_let_in(
    _case: str, post: Post, other: Post, same_site: bool, is_self: bool, allowed: bool
) -> None:
    verdict = rules.may_let_in(post, other, same_site=same_site, is_self=is_self)

    assert (bool(verdict), verdict.clause) == (allowed, "access")


@pytest.mark.parametrize(
    ("pin", "allowed"),
    [
        ("1357", True),
        ("90210", True),
        ("80808080", True),
        ("123", False),
        ("123456789", False),
        ("1111", False),
        ("1234", False),
        ("98765", False),
        ("12a4", False),
        ("１３５７", False),
        ("", False),
    ],
)
def test_may_be_pin(pin: str, allowed: bool) -> None:
    verdict = rules.may_be_pin(pin)

    assert bool(verdict) is allowed
    if pin and verdict.reason is not None:
        assert pin not in str(verdict.reason)
