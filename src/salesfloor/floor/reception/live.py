"""The live screens of a floor: one rendering goes to everybody who watches the same view."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from salesfloor.base.china_time import local
from salesfloor.base.phrases import phrase
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries.board import board_of, with_topics
from salesfloor.kernel.consent import api as consent
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

BOARD: Final = "board"
TELEVISION: Final = "tv"
ASSIGNED: Final = "assigned"
ASKED: Final = "asked"
"""What becomes of requests for somebody's word, which no board shows."""
_NEW_FOR: Final = timedelta(minutes=5)
"""So long a reception is news for who was given it."""
_YOURS: Final = {
    "visit": phrase("A customer is waiting for you: visit {number}, since {time}"),
    "call": phrase("A customer is on the phone for you: call {number}, since {time}"),
}


def _rendered(look: str, language: str, site_id: int, at: datetime) -> str:
    board = board_of(site_id, at)
    if look == BOARD:
        board = with_topics(board)
    with translation.override(language):
        return render_to_string(f"reception/_{look}.html", {"board": board, "at": at})


def _assigned(language: str, site_id: int, at: datetime) -> str:
    """Return what calls each receiver, by the person's id: which reception, and since when; no customer's name."""
    running = Reception.objects.filter(site_id=site_id, ended_at=None, struck_at=None)
    rows = (
        running.filter(assigned_at__gt=at - _NEW_FOR)
        .exclude(receiver_id=None)
        .order_by("registered_at")
    )
    with translation.override(language):
        told = {
            str(one.receiver_id): {
                "news": one.pk,
                "words": said(
                    phrase(
                        _YOURS[one.channel].template,
                        number=one.register_no,
                        time=f"{local(one.registered_at):%H:%M}",
                    )
                ),
            }
            for one in rows
        }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _asked(site_id: int, at: datetime) -> str:
    """Return where the day's requests stand: the word that leave was given or refused."""
    return json.dumps(consent.states_today(site_id, at))


VIEWS: Final[dict[str, Callable[[int, datetime], str]]] = {
    **{
        f"{look}.{language}": partial(_rendered, look, language)
        for look in (BOARD, TELEVISION)
        for language, _name in settings.LANGUAGES
    },
    **{
        f"{ASSIGNED}.{language}": partial(_assigned, language)
        for language, _name in settings.LANGUAGES
    },
    **{f"{ASKED}.{language}": _asked for language, _name in settings.LANGUAGES},
}


def view_named(look: str) -> str:
    """Return the view of that look in the reader's language."""
    return f"{look}.{translation.get_language() or settings.LANGUAGE_CODE}"
