"""The live screens of a floor: one rendering goes to everybody who watches the same view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from salesfloor.floor.reception.queries.board import board_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

BOARD: Final = "board"
TELEVISION: Final = "tv"


def _rendered(look: str, language: str, site_id: int, at: datetime) -> str:
    board = board_of(site_id, at)
    with translation.override(language):
        return render_to_string(f"reception/_{look}.html", {"board": board, "at": at})


VIEWS: Final[dict[str, Callable[[int, datetime], str]]] = {
    f"{look}.{language}": partial(_rendered, look, language)
    for look in (BOARD, TELEVISION)
    for language, _name in settings.LANGUAGES
}


def view_named(look: str) -> str:
    """Return the view of that look in the reader's language."""
    return f"{look}.{translation.get_language() or settings.LANGUAGE_CODE}"
