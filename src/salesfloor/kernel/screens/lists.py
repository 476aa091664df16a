"""The site's screens as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.kernel.screens.models import Screen
from salesfloor.kernel.screens.queries import waiting_code
from salesfloor.web.lists import MOMENT, PERSON_CODE, Asked, Column, Empty, Flag, List, Search

if TYPE_CHECKING:
    from django.db.models import QuerySet

CODE: Final = "screen_code"
"""Where the session keeps the code that was given last, to be read off until it is used."""


def _rows(asked: Asked) -> QuerySet[Screen]:
    rows = Screen.objects.filter(site_id=asked.site_id, paired_at__isnull=False)
    return rows if asked.wanted["all"] else rows.filter(revoked_at=None)


def _also(asked: Asked) -> dict[str, Any]:
    request = asked.request
    return {
        "waiting": waiting_code(request.session.get(CODE, ""), asked.site_id, asked.at),
        "address": request.build_absolute_uri(settings.SCREEN_URL),
    }


SCREENS: Final = List(
    "screens",
    phrase("Screens"),
    may=MANAGERS | SET_UP,
    rows=_rows,
    order=("name", "pk"),
    columns=(
        Column(phrase("Screen"), "name", is_main=True),
        Column(phrase("Connected"), "paired_at", MOMENT),
        Column(phrase("Connected by"), "made_by", PERSON_CODE),
        Column(phrase("Last seen"), "seen_at", MOMENT),
        Column(phrase("Disconnected"), "revoked_at", MOMENT),
    ),
    filters=(
        Search(
            "name", phrase("Name"), narrows=lambda rows, text: rows.filter(name__icontains=text)
        ),
        Flag("all", phrase("With those disconnected"), by_rows=True),
    ),
    empty=Empty(phrase("No screen is connected yet."), icon="ti-device-tv"),
    row="screens/_screen.html",
    template="screens/screens.html",
    also=_also,
)
