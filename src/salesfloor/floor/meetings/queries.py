"""Asking for the agenda of a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.phrases import phrase
from salesfloor.floor.meetings import agenda as worked_out
from salesfloor.floor.meetings import standing
from salesfloor.floor.meetings.commands.fields import MEMBERS, MeetingName, site_of


class Agenda(Answer):
    """The meeting, when it begins, and what it is about."""

    meeting: str
    starts_at: Instant
    items: list[dict[str, Any]]


@question("agenda", may=MEMBERS, word=phrase("Agenda"), clauses=("3.6.1.2", "4.1.1"))
def agenda(*, actor: StaffActor, at: datetime, meeting: MeetingName | None = None) -> Agenda:
    """Return the agenda of a meeting, of the next weekly one where none is named.

    :raises Refused: `input` for a meeting that is not there.
    """
    site = site_of(actor)
    row = (
        standing.meeting_named(meeting, site, at, lock=False)
        if meeting
        else standing.next_weekly(site, at)
    )
    found = worked_out.items(row, site, at)
    return Agenda(meeting=row.code, starts_at=row.starts_at, items=found)
