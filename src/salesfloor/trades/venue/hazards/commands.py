"""Reporting hazards: found and dealt with at once, passed on to the company, planned (2.1.6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, Line, Note, RequiredNote
from salesfloor.base.trades import Trade
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.trades.venue.hazards import rules
from salesfloor.trades.venue.hazards.models import Hazard, How, Plan
from salesfloor.trades.venue.hazards.queries import hazard_locked, posts_above
from salesfloor.trades.venue.hazards.reporting import CLAUSE, KIND, REPORTERS, path_of, report

FINDERS: Final = REPORTERS | {Post.DESK, Post.ADMIN}
SERVICE_AREA: Final = frozenset({Trade.SERVICE_AREA})
HazardNo = Annotated[Number, Label("Hazard"), Reference("hazard")]
HazardToPlan = Annotated[Number, Label("Hazard"), Reference("hazard_to_plan")]
_MINUTE: Final = timedelta(minutes=1)


class HazardRaised(Answer):
    """A hazard: by when it is to be reported, and by when fixed."""

    finding: int
    report_by: Instant
    fix_by: Instant


@command(
    "hazard",
    may=FINDERS,
    word=phrase("Report a hazard"),
    clauses=(CLAUSE,),
    trades=SERVICE_AREA,
    done=phrase("The hazard is on record. Now report it to the company."),
)
def raise_hazard(
    *,
    actor: StaffActor,
    at: datetime,
    place: Annotated[Code, Label("Where"), Reference("place")],
    grade: Annotated[findings.HazardGrade, Label("Grade")],
    text: Annotated[RequiredNote, Label("What the hazard is")],
    action: Annotated[
        Note,
        Label(
            "What was done at once",
            hint=phrase("Closed off, switched off, guarded."),
            is_needed=True,
        ),
    ],
    photos: Annotated[FileHashes, Label("Photos", hint=phrase("At least one."), is_needed=True)],
    claimed_at: registers.ClaimedAt | None = None,
) -> HazardRaised:
    """Write a hazard down with what was done about it at once.

    :raises Refused: 2.1.6 without that, or without a photo; `input` for a place that is not there.
    """
    where = subject_of(findings.kinds()[KIND].block.subjects, actor.site_id, place, at)
    registers.done_at(actor.site_id, at, claimed_at)
    rules.may_raise(action=action, photos=len(photos)).enforce()
    observed = findings.Observed(KIND, where, grade.value, text, photos, note=action)
    raised = findings.raise_finding(observed, actor=actor, at=at, claimed_at=claimed_at)
    hazard = Hazard.objects.get(site_id=actor.site_id, number=raised.number)
    return HazardRaised(finding=raised.number, report_by=hazard.report_by, fix_by=raised.fix_by)


class HazardReported(Answer):
    """A report: how many whole minutes after the finding, and whether in time."""

    finding: int
    minutes: int
    in_time: bool


@command(
    "report_hazard",
    may=REPORTERS,
    word=phrase("Report to the company"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "progress", phrase("Hazard {finding} reported to {to} after {minutes} minutes: {note}")
    ),
    done=phrase("The report is on record."),
)
def report_hazard(
    *,
    actor: StaffActor,
    at: datetime,
    finding: HazardNo,
    to: Annotated[Code, Label("Reported to"), Reference("hazard_reached")],
    how: Annotated[How, Label("How")],
    note: Annotated[Note, Label("Note")] = "",
) -> HazardReported:
    """Write down that a hazard was reported to somebody of the company.

    :raises Refused: 2.1.6 where the report does not reach the company, or goes to the finder; `input`
        where there is no such hazard or person.
    """
    hazard = hazard_locked(actor.site_id, finding)
    findings.finding_locked(actor.site_id, finding)
    person = people.person_here(to, actor.site_id, at)
    reaching = rules.reached_by(hazard.grade, posts_above(actor.site_id, at))
    rules.may_report(Post(person.post), reaching, is_finder=person.code == hazard.finder).enforce()
    report(hazard, to=to, actor=actor, at=at, how=how.value, note=note)
    minutes = (at - hazard.found_at) // _MINUTE
    in_time = at <= hazard.report_by
    body = {"finding": finding, "to": to, "how": how.value, "minutes": minutes}
    registers.record(actor=actor, at=at, body={**body, "in_time": in_time}, personal={"note": note})
    cite(CLAUSE)
    about(path_of(hazard))
    board_changed()
    return HazardReported(finding=finding, minutes=minutes, in_time=in_time)


class FixPlanned(Answer):
    """A hazard with the time of its plan."""

    finding: int
    fix_by: Instant


@command(
    "plan_fix",
    may=frozenset({Post.MANAGER, Post.DIRECTOR}),
    word=phrase("Plan the fix"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "progress", phrase("Hazard {finding} is put right by a plan until {until}: {measures}")
    ),
    done=phrase("The plan is on record."),
)
def plan_fix(
    *,
    actor: StaffActor,
    at: datetime,
    finding: HazardToPlan,
    measures: Annotated[Note, Label("Measures", is_needed=True)],
    responsible: Annotated[Line, Label("Who is responsible", is_needed=True)],
    money: Annotated[Line, Label("Money", is_needed=True)],
    until: Annotated[DayOrMoment, Label("Put off until", hint=phrase("A day counts to its end."))],
    emergency: Annotated[Note, Label("In an emergency", is_needed=True)],
) -> FixPlanned:
    """Plan how a hazard is put right; it moves the time by which it is to be fixed.

    :raises Refused: 2.1.6 for a major hazard by anybody but the director, for a plan that lacks a part,
        or once the time is over; `input` for what is no open hazard.
    """
    hazard = hazard_locked(actor.site_id, finding)
    found = findings.finding_locked(actor.site_id, finding)
    is_open = found.status == findings.Status.OPEN
    rules.may_plan(actor.post, grade=hazard.grade, is_open=is_open).enforce()
    parts = rules.Parts(measures, responsible, money, emergency)
    rules.may_be_plan(parts, at=at, fix_by=found.fix_by).enforce()
    moment = until if isinstance(until, datetime) else end_of(until)
    rules.may_last(moment, at).enforce()
    Plan.objects.create(
        finding=found,
        at=at,
        by=actor.code,
        measures=measures,
        responsible=responsible,
        money=money,
        until=moment,
        emergency=emergency,
    )
    findings.give_time(found, moment, actor=actor, at=at, note=measures)
    texts = {"measures": measures, "responsible": responsible, "money": money}
    registers.record(
        actor=actor,
        at=at,
        body={"finding": finding, "until": moment},
        personal={**texts, "emergency": emergency},
    )
    cite(CLAUSE)
    about(path_of(hazard))
    board_changed()
    return FixPlanned(finding=finding, fix_by=moment)
