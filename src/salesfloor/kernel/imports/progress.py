"""How far what is under way has come, told to anyone who set a listener for this thread."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from salesfloor.kernel.imports.running import unheard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesfloor.kernel.imports.running import Progress

_listener: ContextVar[Progress] = ContextVar("progress", default=unheard)


@contextmanager
def heard_by(listener: Progress) -> Iterator[None]:
    """Let a listener hear what is told inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def teller() -> Progress:
    """Return who hears how far it has come."""
    return _listener.get()
