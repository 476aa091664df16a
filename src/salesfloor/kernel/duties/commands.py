"""Doing a duty that has no command of its own, and excusing a miss."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.subjects import subject_of, subjects_of
from salesfloor.base.texts import Code, Name, RequiredLine, RequiredNote
from salesfloor.base.trades import Trade
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.duties import rules
from salesfloor.kernel.duties.blocks import DO_DUTY, Duty, Every, duties_of
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.owing import owed_by_days
from salesfloor.kernel.duties.periods import Span, span_of
from salesfloor.kernel.files import api as files
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

MEMBERS: Final = ANYONE - {Post.OPERATOR}
WITH_DUTIES: Final = frozenset(trade for trade in Trade if duties_of(trade))
"""The trades for which the rulebook declares duties."""
WITH_OWN_DUTIES: Final = frozenset(
    trade
    for trade in Trade
    if any(DO_DUTY in duty.block.done_by for duty in duties_of(trade).values())
)
"""The trades with duties that are reported as done."""
DutyCode = Annotated[Code, Label("Duty"), Reference("duty")]
SubjectCode = Annotated[Code, Label("What or whom it is about")]
PeriodName = Annotated[Name, Label("Period", hint=phrase("2026-03-02, 2026-W10, 2026-03, 2026-Q1"))]


class DutyDone(Answer):
    """Duty, subject and period that the work counts for, and whether in time."""

    duty: str
    subject: str
    period: str
    in_time: bool


@command(
    "do_duty",
    may=MEMBERS,
    word=phrase("Report a duty as done"),
    trades=WITH_OWN_DUTIES,
    writes=RegisterLine("task", phrase("Done: {duty} of {subject} for {period}.")),
    done=phrase("Done, and on record."),
)
def do_duty(
    *,
    actor: StaffActor,
    at: datetime,
    duty: DutyCode,
    note: Annotated[RequiredNote, Label("What was done")],
    subject: SubjectCode | None = None,
    photos: FileHashes | None = None,
) -> DutyDone:
    """Report a duty as done that has no command of its own.

    :raises Refused: `input` for another duty or subject; the duty's clause without the photos it asks for.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    found = _duty_named(site, duty)
    if DO_DUTY not in found.block.done_by:
        raise bad_input(phrase("{duty} is done by its own command.", duty=found.words))
    code = _subject_named(site, found, subject, at)
    values = photos or []
    rules.has_evidence(found.clause, photos=len(values), wanted=found.block.photos).enforce()
    span = _span(site, found, code, at)
    written = registers.record(
        actor=actor,
        at=at,
        body={"duty": duty, "subject": code, "period": span.name, "photos": values},
        personal={"note": note},
    )
    files.attach(
        site_id=actor.site_id,
        subject=f"line:task:{written.register_no}",
        values=values,
        at=at,
        actor=actor,
    )
    cite(found.clause)
    about(f"duty:{duty}:{code}:{span.name}")
    board_changed()
    return DutyDone(duty=duty, subject=code, period=span.name, in_time=at < span.due_at)


def _duty_named(site: people.Site, code: str) -> Duty:
    found = duties_of(Trade(site.trade)).get(code)
    if found is None:
        raise bad_input(phrase("There is no duty {duty} here.", duty=code))
    return found


def _subject_named(site: people.Site, duty: Duty, code: str | None, at: datetime) -> str:
    """Return the code of the subject; left out, the only one there is."""
    if code is not None:
        return subject_of([duty.block.each], site.pk, code, at).code
    found = subjects_of(duty.block.each, site.pk, at)
    if len(found) != 1:
        raise bad_input(phrase("Say what or whom it is about."))
    return found[0].code


def _span(site: people.Site, duty: Duty, subject: str, at: datetime) -> Span:
    """Return the period that an act counts for; of a duty by days, the one that is open."""
    today = span_of(duty.block.every, day_of(at))
    if duty.block.every is not Every.DAYS:
        return today
    open_now = owed_by_days(site, duty, today.due_at)
    return next((one.span for one in open_now if one.subject.code == subject), today)


class DutyExcused(Answer):
    """The duty whose miss is excused."""

    duty: str


@command(
    "excuse_duty",
    may=LEADERS,
    word=phrase("Excuse a missed duty"),
    trades=WITH_DUTIES,
    writes=RegisterLine("conduct", phrase("Excused: {duty} of {subject} for {period}.")),
    done=phrase("Excused; it stays listed."),
)
def excuse_duty(
    *,
    actor: StaffActor,
    at: datetime,
    duty: DutyCode,
    period: PeriodName,
    reason: Annotated[RequiredLine, Label("Reason")],
    subject: SubjectCode | None = None,
) -> DutyExcused:
    """Excuse a missed duty: it stays listed and stops counting, with the conduct record it made.

    :raises Refused: `access` for a lead where a conduct record was made; `input` for a miss that is not
        there; the duty's clause for one's own, or one of somebody who does not stand below.
    """
    row = _missed(actor.site_id, duty, period, subject)
    if row.conduct and actor.post not in MANAGERS:
        raise no_access(phrase("This is on record; a manager excuses it."))
    if row.excused_at is not None:
        raise bad_input(phrase("This is excused already."))
    owing = [people.Staff.objects.get(code=code) for code in row.who]
    rules.may_excuse(
        row.clause,
        is_own=actor.code in row.who,
        not_below=[one.code for one in owing if not people.is_above(actor, one, at)],
    ).enforce()
    excuse(row, by=actor.code, reason=reason, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"duty": duty, "subject": row.subject, "period": period, "conduct": row.conduct},
        personal={"reason": reason},
    )
    cite(row.clause)
    about(f"duty:{duty}:{row.subject}:{period}")
    board_changed()
    return DutyExcused(duty=duty)


def _missed(site_id: int, duty: str, period: str, subject: str | None) -> Miss:
    rows = Miss.objects.select_for_update().filter(site_id=site_id, duty=duty, period=period)
    if subject is not None:
        rows = rows.filter(subject=subject)
    found = list(rows[:2])
    if not found:
        raise bad_input(phrase("No such duty was missed."))
    if len(found) > 1:
        raise bad_input(phrase("Say what or whom it is about."))
    return found[0]


def excuse(row: Miss, *, by: str, reason: str, at: datetime) -> None:
    """Mark a miss excused, with its conduct records."""
    row.excused_at, row.excused_by, row.reason = at, by, reason
    row.save(update_fields=["excused_at", "excused_by", "reason"])
    conduct.end_records(
        site_id=row.site_id,
        subject=f"duty:{row.duty}:{row.subject}:{row.period}",
        state=conduct.State.EXCUSED,
        by=by,
        at=at,
        reason=reason,
    )
