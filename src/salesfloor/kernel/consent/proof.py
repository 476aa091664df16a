"""Whose word is proven for the command under way: by a PIN on this screen, or by a script."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

EVERYBODY: Final = "*"
_proven: ContextVar[frozenset[str]] = ContextVar("proven", default=frozenset())


@contextmanager
def proven(*codes: str) -> Iterator[None]:
    """Take the word of these people as theirs: they have just given their PIN on this screen."""
    token = _proven.set(_proven.get() | frozenset(codes))
    try:
        yield
    finally:
        _proven.reset(token)


def taken_as_given() -> AbstractContextManager[None]:
    """Take everybody's word as given: a day script is entered from paper that they signed."""
    return proven(EVERYBODY)


def is_proven(code: str) -> bool:
    """Tell whether that person's word is proven here and now."""
    return bool({code, EVERYBODY} & _proven.get())
