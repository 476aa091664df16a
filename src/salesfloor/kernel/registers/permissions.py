"""Who may look into which book, and how far (3.2.3.4)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from salesfloor.base.modules import Book
from salesfloor.base.posts import MANAGERS, Post

READERS: Final = MANAGERS | {Post.LEAD, Post.SALESPERSON, Post.DESK, Post.ADMIN}
"""Who sees the shelf at all."""


class Scope(StrEnum):
    """How far somebody may look into a book."""

    WHOLE = "whole"
    OWN = "own"
    TODAY = "today"
    COVER = "cover"
    NOTHING = "nothing"


def scope_of(post: Post, register: Book, *, is_holder: bool = False) -> Scope:
    """Return how far a post may look into a book; the holder of a book reads all of it.

    Managers read everything, and where lines of several consultants stand in it, leave a
    trace before they do.
    """
    if post in MANAGERS or is_holder:
        return Scope.WHOLE
    if register.is_held:
        return Scope.COVER if post is Post.ADMIN else Scope.NOTHING
    if post is Post.DESK and register.is_for_desk:
        return Scope.TODAY
    if post in {Post.SALESPERSON, Post.LEAD} and register.is_common:
        return Scope.OWN
    return Scope.NOTHING


def needs_trace(post: Post, register: Book, *, is_holder: bool = False) -> bool:
    """Tell whether reading the book is entered in the custody book first."""
    return post in MANAGERS and register.is_traced and not is_holder
