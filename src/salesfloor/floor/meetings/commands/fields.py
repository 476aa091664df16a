"""Fields that commands about meetings share, and what each of them does at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.acts import about, board_changed, cite
from salesfloor.base.answers import Answer
from salesfloor.base.choices import label_of
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine, RequiredNote
from salesfloor.floor.meetings import rules, standing
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import StaffActor
    from salesfloor.floor.meetings.models import Meeting, Status

MEMBERS: Final = ANYONE - {Post.OPERATOR}
PUNCTUAL: Final = "3.6.1.1"
OUTSPOKEN: Final = "3.6.1.2"
MINUTES: Final = "3.6.1.3"
OPENLY: Final = "3.6.1.4"

MeetingName = Annotated[Code, Label("Meeting"), Reference("meeting")]
Words = Annotated[RequiredNote, Label("Words")]
Reason = Annotated[RequiredLine, Label("Reason")]
Who = Annotated[Code, Label("Who"), Reference("person")]


class Nothing(Answer):
    """Nothing to say."""


def site_of(actor: StaffActor) -> people.Site:
    """Return the site of who acts."""
    return people.Site.objects.get(pk=actor.site_id)


def meeting_of(code: str, actor: StaffActor, at: datetime) -> Meeting:
    """Return a meeting of the actor's site, locked.

    :raises Refused: `input` where there is none.
    """
    return standing.meeting_named(code, site_of(actor), at)


def chaired(code: str, actor: StaffActor, at: datetime) -> Meeting:
    """Return a meeting that the actor chairs, locked.

    :raises Refused: `input` where there is none, `access` for anybody but its chair.
    """
    row = meeting_of(code, actor, at)
    rules.may_chair(is_chair=standing.is_chair(row, actor, at)).enforce()
    return row


def must_be(row: Meeting, *states: Status) -> None:
    """Let a meeting be in one of some states.

    :raises Refused: `input` otherwise.
    """
    if row.status not in states:
        raise bad_input(
            phrase(
                "The meeting {meeting} is {state}.",
                meeting=row.code,
                state=label_of(type(states[0]), row.status),
            )
        )


def done(row: Meeting, *clauses: str) -> None:
    """Say what the act was about."""
    cite(*clauses)
    about(row.subject)
    board_changed()
