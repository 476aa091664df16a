"""What the storeys below leave open and only the whole can answer."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from salesfloor.app.hub import renderers

_LIVE: Final = "salesfloor.floor.reception.live"


def wire() -> None:
    """Tell the hub what can be watched."""
    if find_spec(_LIVE):
        renderers.update(import_module(_LIVE).VIEWS)
