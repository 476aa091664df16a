"""With what a site is opened on the page, and where its opener goes on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.base.trades import Trade

_NEXT: Final = ["people:people"]
_USUAL: Final[defaultdict[str, dict[str, Any]]] = defaultdict(dict)


def open_with(trade: Trade, values: Mapping[str, Any]) -> None:
    """Have sites of a trade that are opened on the page begin with values of parameters of their own."""
    _USUAL[trade.value].update(values)


def usual_values(trade: str) -> dict[str, Any]:
    """Return the values of parameters with which a site of a trade is opened on the page."""
    return dict(_USUAL.get(trade, {}))


def go_on_after_opening(page: str) -> None:
    """Have a page of a module above follow on the opening of a site."""
    _NEXT[:] = [page]


def next_page() -> str:
    """Return the name of that page: the people of the site, where no module has one."""
    return _NEXT[0]
