"""What comes before every command: the clock is asked whether it can be believed, and what is due happens.

What falls due while a command is under way waits for it: whoever was in time is found to have been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_due: list[Callable[[int, datetime], object]] = []
_clock: list[Callable[[datetime], object]] = []
_under_way: list[Callable[[int, datetime], object]] = []


def use_due(run_due: Callable[[int, datetime], object]) -> None:
    """Name what lets happen what is due at a site, before a command there."""
    _due[:] = [run_due]


def use_clock(check: Callable[[datetime], object]) -> None:
    """Name what lets a command at a moment pass, or refuses it because the clock has just jumped."""
    _clock[:] = [check]


def check_clock(at: datetime) -> None:
    """Let a command at that moment pass.

    :raises ClockUnsure: the clock has just jumped.
    """
    for check in _clock:
        check(at)


def let_due_happen(site_id: int | None, at: datetime) -> None:
    """Let happen what fell due before an act, so that it finds the same state however late the worker is."""
    if site_id is not None:
        for run_due in _due:
            run_due(site_id, at)


def use_under_way(tell: Callable[[int, datetime], object]) -> None:
    """Name what tells, for the length of the transaction, that a command of a moment is under way at a site."""
    _under_way[:] = [tell]


def tell_under_way(site_id: int | None, at: datetime) -> None:
    """Let what falls due at the site after that moment wait until this transaction is over."""
    if site_id is not None:
        for tell in _under_way:
            tell(site_id, at)
