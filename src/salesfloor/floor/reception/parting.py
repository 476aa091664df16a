"""Which page goes on where a visit ends without a deal; a module above says it (9.5.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PARTING: Final[list[Callable[[], str]]] = []


def goes_on_with(address: Callable[[], str]) -> None:
    """Name the address of the page that the receiver sees next."""
    PARTING[:] = [address]
