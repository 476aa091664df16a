"""Publishing the minutes, putting them right in a new version, reading and signing them (3.6.1.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Note
from salesfloor.floor.meetings import publishing, rules, standing
from salesfloor.floor.meetings.commands.fields import (
    MEMBERS,
    MINUTES,
    MeetingName,
    Reason,
    Words,
    chaired,
    done,
    meeting_of,
)
from salesfloor.floor.meetings.models import Signature, Status
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work


class MinutesPublished(Answer):
    """The version, and by the end of which day it is signed by those who are on no leave."""

    version: int
    sign_by: date


@command(
    "publish_minutes",
    may=MEMBERS,
    word=phrase("Publish the minutes"),
    clauses=(MINUTES,),
    writes=RegisterLine(
        "meetings", phrase("Minutes of meeting {meeting} published, version {version}.")
    ),
    done=phrase("Published; everybody is asked to read and sign."),
)
def publish_minutes(
    *, actor: StaffActor, at: datetime, meeting: MeetingName, words: Words
) -> MinutesPublished:
    """Publish the minutes of a closed meeting to all who were expected, absent ones too.

    :raises Refused: `access` for anybody but the chair; 3.6.1.3 before the meeting is closed; `input` twice.
    """
    row = chaired(meeting, actor, at)
    rules.may_publish(is_closed=row.status == Status.CLOSED).enforce()
    if publishing.current(row) is not None:
        raise bad_input(phrase("The minutes are published. Amend them instead."))
    minutes = publishing.publish(row, words, "", actor, at)
    body = {"meeting": row.code, "version": minutes.version}
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    done(row, MINUTES)
    return MinutesPublished(version=minutes.version, sign_by=publishing.usual_sign_by(minutes))


@command(
    "amend_minutes",
    may=MEMBERS,
    word=phrase("Amend the minutes"),
    clauses=(MINUTES,),
    writes=RegisterLine(
        "meetings", phrase("Minutes of meeting {meeting} amended, version {version}.")
    ),
    done=phrase("Published anew; everybody is asked to sign this version."),
)
def amend_minutes(
    *, actor: StaffActor, at: datetime, meeting: MeetingName, words: Words, reason: Reason
) -> MinutesPublished:
    """Publish a new version of the minutes; signatures for earlier ones stay with those.

    :raises Refused: `access` for anybody but the chair; 3.6.1.3 before the meeting is closed; `input` where
        no minutes are published.
    """
    row = chaired(meeting, actor, at)
    rules.may_publish(is_closed=row.status == Status.CLOSED).enforce()
    if publishing.current(row) is None:
        raise bad_input(phrase("No minutes of this meeting are published yet."))
    minutes = publishing.publish(row, words, reason, actor, at)
    body = {"meeting": row.code, "version": minutes.version}
    registers.record(actor=actor, at=at, body=body, personal={"words": words, "reason": reason})
    done(row, MINUTES)
    return MinutesPublished(version=minutes.version, sign_by=publishing.usual_sign_by(minutes))


class MinutesSigned(Answer):
    """The version, and who has not signed it yet."""

    version: int
    unsigned: list[str]


@command(
    "sign_minutes",
    may=MEMBERS,
    word=phrase("I have read the minutes"),
    clauses=(MINUTES,),
    writes=RegisterLine(
        "meetings", phrase("Minutes of meeting {meeting}, version {version}, read and signed.")
    ),
    done=phrase("Signed: you have read them."),
)
def sign_minutes(
    *,
    actor: StaffActor,
    at: datetime,
    meeting: MeetingName,
    remark: Annotated[Note, Label("Remark", hint=phrase("Signing is having read."))] = "",
    version: Annotated[Number, Label("Version")] | None = None,
) -> MinutesSigned:
    """Sign that one has read the minutes, of the version read; a remark stands with the signature.

    :raises Refused: 3.6.1.3 before they are published, for somebody neither expected nor there, twice for one
        version, or for one that was amended meanwhile.
    """
    row = meeting_of(meeting, actor, at)
    minutes = publishing.current(row)
    signed = Signature.objects.filter(minutes=minutes, staff_id=actor.staff_id)
    rules.may_sign(
        is_published=minutes is not None,
        is_concerned=publishing.is_concerned(row, minutes, actor.staff_id),
        has_signed=minutes is not None and signed.exists(),
        is_current=minutes is None or version in {None, minutes.version},
    ).enforce()
    if minutes is None:
        raise AssertionError(row.code)
    Signature.objects.create(minutes=minutes, staff_id=actor.staff_id, at=at, remark=remark)
    publishing.watch(minutes, at)
    work.settle(
        kind=publishing.TO_SIGN,
        subject=row.subject,
        site_id=row.site_id,
        at=at,
        staff_ids=[actor.staff_id],
    )
    body = {"meeting": row.code, "version": minutes.version}
    registers.record(actor=actor, at=at, body=body, personal={"remark": remark} if remark else {})
    done(row, MINUTES)
    unsigned = standing.codes(publishing.unsigned(minutes))
    return MinutesSigned(version=minutes.version, unsigned=unsigned)
