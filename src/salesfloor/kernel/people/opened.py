"""Where somebody who has just opened a site goes on."""

from __future__ import annotations

from typing import Final

_NEXT: Final = ["people:people"]


def go_on_after_opening(page: str) -> None:
    """Have a page of a module above follow on the opening of a site."""
    _NEXT[:] = [page]


def next_page() -> str:
    """Return the name of that page: the people of the site, where no module has one."""
    return _NEXT[0]
