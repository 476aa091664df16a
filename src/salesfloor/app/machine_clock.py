"""How far this machine's clock may be off by what its kernel knows of the time servers it follows."""

from __future__ import annotations

import ctypes
from datetime import timedelta
from typing import Final

MOST_ALLOWED: Final = timedelta(seconds=1)
"""A clock that may be further off is told of, and marked in the registers (case 33)."""
_NEVER_SET: Final = 16_000_000
"""Microseconds at which the kernel stops counting, and from which it begins."""
_UNSYNCHRONISED: Final = 0x40


class _Timex(ctypes.Structure):
    """The first fields of the kernel's `struct timex`; the rest is room for what it writes behind them."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("room", ctypes.c_char * 256),
    )


def possible_error() -> timedelta | None:
    """Return how far the clock may be off; None where nobody ever set it by a time server.

    Since a time server was last heard the kernel counts half a millisecond for each second, up to sixteen
    seconds.
    """
    read = _Timex()
    if ctypes.CDLL(None).adjtimex(ctypes.byref(read)) < 0:
        return None
    return error_of(read.maxerror, read.status)


def error_of(microseconds: int, status: int) -> timedelta | None:
    """Return what the kernel's two figures say of the clock."""
    if status & _UNSYNCHRONISED and microseconds >= _NEVER_SET:
        return None
    return timedelta(microseconds=microseconds)
