"""Clauses 7.1.5 and 7.2.6 as pure functions: whom a doubt goes to, who answers it."""

from __future__ import annotations

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.verdicts import clause


@clause("input")
def may_ask(*, is_above: bool) -> Phrase | None:
    """Let doubts go upwards."""
    return None if is_above else phrase("A question goes to somebody who stands above you.")


@clause("access", "7.1.5", "7.2.6")
def may_answer(*, is_asker: bool, was_asked: bool, post: Post) -> Phrase | None:
    """Let the person asked answer, or a manager; nobody answers their own question."""
    if is_asker:
        return phrase("This is your own question; somebody else answers it.")
    if was_asked or post in MANAGERS:
        return None
    return phrase("Who was asked answers, or the manager.")


def goes_to_manager_too(*, asker: Post, asked: Post) -> bool:
    """Tell whether a question that waits too long goes to the manager, too: not one that is there."""
    return asker not in MANAGERS and asked is not Post.MANAGER
