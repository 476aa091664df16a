"""What the storeys below leave open and only the whole can answer."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from salesfloor.base import lines
from salesfloor.base.modules import MODULES
from salesfloor.kernel.rulebook.api import check_blocks

_LIVE: Final = "salesfloor.floor.reception.live"


def check() -> None:
    """Refuse to start where declarations of modules, rulebook and subscriptions do not fit together.

    :raises BlockError: a block of the rulebook is mistaken.
    :raises LookupError: somebody subscribes to a line that nobody declares.
    """
    check_blocks()
    unknown = lines.names_without_line()
    if unknown:
        message = f"nobody declares the lines {', '.join(sorted(unknown))}"
        raise LookupError(message)


def wire() -> None:
    """Tell the hub what can be watched."""
    from salesfloor.app.hub import renderers  # noqa: PLC0415 - the server's, not every command's

    for module in MODULES.values():
        renderers.update(module.live)
    if find_spec(_LIVE):
        renderers.update(import_module(_LIVE).VIEWS)
