"""What is struck, handed in and read by whom, as tables (3.2.3.3 to 3.2.3.5)."""

from __future__ import annotations

import pytest

from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict
from salesfloor.kernel.registers import rules

MANAGING = {Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER}


def said(verdict: Verdict) -> tuple[bool, str]:
    return bool(verdict), verdict.clause


@pytest.mark.clause("3.2.3.3", "kept")
@pytest.mark.clause("3.2.3.3", "refused")
@pytest.mark.case(77)
@pytest.mark.parametrize(
    ("kind", "is_struck", "allowed"),
    [
        ("entry", False, True),
        ("late_entry", False, True),
        ("override", False, True),
        ("entry", True, False),
        ("correction", False, False),
        ("void", False, False),
        ("erasure", False, False),
        ("day_closing", False, False),
        ("hand_in", False, False),
    ],
)
def test_may_strike(kind: str, *, is_struck: bool, allowed: bool) -> None:
    assert said(rules.may_strike(kind, is_struck=is_struck)) == (allowed, "3.2.3.3")


@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("wrote", [True, False])
def test_may_strike_for(post: Post, *, wrote: bool) -> None:
    allowed = wrote or post in MANAGING | {Post.DESK, Post.LEAD}
    assert said(rules.may_strike_for(post, wrote=wrote)) == (allowed, "access")


@pytest.mark.fault("X13")
@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("wrote", [True, False])
def test_may_strike_in_books_that_only_managers_read(post: Post, *, wrote: bool) -> None:
    verdict = rules.may_strike_for(post, wrote=wrote, is_common=False)
    assert said(verdict) == (wrote or post in MANAGING, "access")


@pytest.mark.fault("X13")
@pytest.mark.parametrize("register", ["books", "custody"])
def test_nothing_is_struck_in_the_books_about_books(register: str) -> None:
    assert said(rules.may_strike_in(register)) == (False, "3.2.3.3")
    assert rules.may_strike_in("visit")


@pytest.mark.clause("3.2.3.5", "kept")
@pytest.mark.clause("3.2.3.5", "refused")
@pytest.mark.parametrize(
    ("status", "allowed"), [("FULL", True), ("OPEN", False), ("HANDED_IN", False)]
)
def test_may_hand_in(status: str, *, allowed: bool) -> None:
    assert said(rules.may_hand_in(status)) == (allowed, "3.2.3.5")


@pytest.mark.clause("3.2.3.4", "kept")
@pytest.mark.clause("3.2.3.4", "refused")
@pytest.mark.parametrize("post", Post)
def test_custody_is_the_managers(post: Post) -> None:
    expected = (post in MANAGING, "3.2.3.4")
    assert said(rules.may_read_across(post)) == expected
    assert said(rules.may_keep_registers(post)) == expected
