"""The meetings of a site as a list."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.meetings.commands.fields import MEMBERS
from salesfloor.floor.meetings.models import Kind, Meeting, Status
from salesfloor.floor.meetings.standing import TITLE
from salesfloor.web.lists import MOMENT, SENTENCE, Asked, Column, Empty, List, OneOf, Period, choice


def title_of(row: Meeting) -> Phrase:
    """Return what a meeting is called on a page."""
    return TITLE if row.week is not None else Phrase("{title}", {"title": row.title})


def _called(row: Meeting, _asked: Asked) -> Phrase:
    return title_of(row)


MEETINGS: Final = List(
    "meetings",
    phrase("Meetings"),
    may=MEMBERS,
    rows=lambda asked: Meeting.objects.filter(site_id=asked.site_id).exclude(status=Status.OFF),
    order=("-starts_at", "-pk"),
    columns=(
        Column(
            phrase("Meeting"), _called, SENTENCE, link=("meetings:meeting", "code"), is_main=True
        ),
        Column(phrase("Begins"), "starts_at", MOMENT),
        Column(phrase("Kind"), "kind", choice(Kind)),
        Column(
            phrase("State"),
            "status",
            choice(Status, {"open": "warn", "planned": "note", "closed": "good"}),
        ),
    ),
    filters=(OneOf("status", phrase("State"), Status.pairs()), Period("starts_at")),
    empty=Empty(phrase("No meetings"), phrase("The weekly one plans itself where it is on.")),
    template="meetings/meetings.html",
)
