"""Teams, moves and who lets people in, as tables (3.1.1, 3.1.2)."""

from __future__ import annotations

from datetime import datetime

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict
from salesfloor.kernel.people import rules
from salesfloor.kernel.people.rules import TeamFacts

NO_LEAD = TeamFacts("T", leads=0)
LED = TeamFacts("T", leads=1, members=2)
LEAD_ALONE = TeamFacts("T", leads=1)
LEAD_LENT = TeamFacts("T", leads=0, guest_leads=1)


def said(verdict: Verdict) -> tuple[bool, str]:
    return bool(verdict), verdict.clause


@pytest.mark.clause("3.1.1", "kept")
@pytest.mark.clause("3.1.1", "refused")
@pytest.mark.parametrize(
    ("post", "team", "allowed"),
    [
        (Post.LEAD, NO_LEAD, True),
        (Post.LEAD, LED, False),
        (Post.LEAD, None, False),
        (Post.LEAD, LEAD_LENT, False),
        (Post.SALESPERSON, LEAD_LENT, False),
        (Post.SALESPERSON, LED, True),
        (Post.SALESPERSON, NO_LEAD, False),
        (Post.SALESPERSON, None, True),
        (Post.DESK, NO_LEAD, True),
        (Post.MANAGER, None, True),
    ],
)
def test_may_join(post: Post, team: TeamFacts | None, *, allowed: bool) -> None:
    assert said(rules.may_join(post, team)) == (allowed, "3.1.1")


@pytest.mark.clause("3.1.1", "kept")
@pytest.mark.clause("3.1.1", "refused")
@pytest.mark.parametrize(
    ("post", "team", "allowed"),
    [
        (Post.LEAD, LED, False),
        (Post.LEAD, LEAD_ALONE, True),
        (Post.LEAD, None, True),
        (Post.SALESPERSON, LED, True),
    ],
)
def test_may_leave(post: Post, team: TeamFacts | None, *, allowed: bool) -> None:
    assert said(rules.may_leave(post, team)) == (allowed, "3.1.1")


@pytest.mark.clause("3.1.1", "refused")
@pytest.mark.parametrize("is_on_loan", [True, False])
def test_may_be_lent(*, is_on_loan: bool) -> None:
    until = datetime(2026, 3, 4, tzinfo=CHINA) if is_on_loan else None
    assert said(rules.may_be_lent(on_loan_until=until)) == (not is_on_loan, "3.1.1")


@pytest.mark.clause("3.1.2", "kept")
@pytest.mark.clause("3.1.2", "refused")
@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("same_site", [True, False])
def test_may_move_people(post: Post, *, same_site: bool) -> None:
    above = post in {Post.DIRECTOR, Post.GENERAL_MANAGER}
    allowed = above or (post is Post.MANAGER and same_site)
    assert said(rules.may_move_people(post, same_site=same_site)) == (allowed, "3.1.2")


@pytest.mark.clause("3.1.2", "kept")
@pytest.mark.clause("3.1.2", "refused")
@pytest.mark.parametrize(
    ("post", "posts", "is_self", "allowed"),
    [
        (Post.MANAGER, (Post.SALESPERSON, Post.LEAD), False, True),
        (Post.MANAGER, (Post.SALESPERSON, Post.MANAGER), False, False),
        (Post.MANAGER, (Post.MANAGER, Post.SALESPERSON), False, False),
        (Post.MANAGER, (Post.MANAGER, Post.DIRECTOR), True, False),
        (Post.DIRECTOR, (Post.SALESPERSON, Post.MANAGER), False, True),
        (Post.DIRECTOR, (Post.SALESPERSON, Post.DIRECTOR), False, False),
        (Post.GENERAL_MANAGER, (Post.DIRECTOR, Post.GENERAL_MANAGER), False, True),
        (Post.GENERAL_MANAGER, (Post.GENERAL_MANAGER, Post.DESK), True, False),
    ],
)
def test_may_appoint(post: Post, posts: tuple[Post, ...], *, is_self: bool, allowed: bool) -> None:
    assert said(rules.may_appoint(post, posts, is_self=is_self)) == (allowed, "3.1.2")


@pytest.mark.parametrize(
    ("post", "other", "same_site", "is_self", "allowed"),
    [
        (Post.DESK, Post.DESK, True, True, True),
        (Post.DESK, Post.SALESPERSON, True, False, False),
        (Post.ADMIN, Post.SALESPERSON, True, False, True),
        (Post.ADMIN, Post.SALESPERSON, False, False, False),
        (Post.ADMIN, Post.MANAGER, True, False, False),
        (Post.MANAGER, Post.ADMIN, True, False, True),
        (Post.DIRECTOR, Post.MANAGER, False, False, True),
        (Post.OPERATOR, Post.GENERAL_MANAGER, False, False, True),
    ],
)
def test_may_let_in(
    post: Post, other: Post, *, same_site: bool, is_self: bool, allowed: bool
) -> None:
    verdict = rules.may_let_in(post, other, same_site=same_site, is_self=is_self)
    assert said(verdict) == (allowed, "access")


@pytest.mark.parametrize(
    ("pin", "allowed"),
    [
        ("4711", True),
        ("27182818", True),
        ("1122", True),
        ("471", False),
        ("271828182", False),
        ("1111", False),
        ("1234", False),
        ("9876", False),
        ("47a1", False),
        ("４７１１", False),
        ("", False),
    ],
)
def test_may_be_pin(pin: str, *, allowed: bool) -> None:
    verdict = rules.may_be_pin(pin)
    assert said(verdict) == (allowed, "input")
    assert not pin or pin not in str(verdict.reason)
