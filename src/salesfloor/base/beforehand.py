"""What comes before every command: the clock is asked whether it can be believed, and what is due happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_due: list[Callable[[int, datetime], object]] = []
_clock: list[Callable[[datetime], object]] = []


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
