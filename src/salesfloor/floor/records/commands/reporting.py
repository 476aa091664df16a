"""The weekly report and the plan of the next month (7.1.6.2, 7.1.6.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.periods import MonthField, PeriodField, PeriodKind
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import SALESPEOPLE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Note, RequiredNote
from salesfloor.floor.records import owing, rules
from salesfloor.floor.records.models import Report, ReportKind
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as lists


class ReportHandedIn(Answer):
    """The week reported, and whether the report is late."""

    week: str
    late: bool


@command(
    "hand_in_report",
    may=SALESPEOPLE,
    word=phrase("Hand in the weekly report"),
    clauses=("7.1.6.2",),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Weekly report of {by} on {week}.")),
    done=phrase("Handed in."),
)
def hand_in_report(
    *,
    actor: StaffActor,
    at: datetime,
    week: Annotated[PeriodField, Label("Week", hint=phrase("such as 2026-W10"))] | None = None,
    work: Annotated[Note, Label("Work of the week")] = "",
    analysis: Annotated[Note, Label("About the customers")] = "",
) -> ReportHandedIn:
    """Hand in the report on a week, the one before this where none is named.

    :raises Refused: `input` for no week; 7.1.6.2 before the week is over, too late, or without words where
        the registers say nothing.
    """
    period = week or owing.week_to_report(at)
    if period.kind is not PeriodKind.WEEK:
        raise bad_input(phrase("Name a week, such as 2026-W10."))
    site = people.Site.objects.get(pk=actor.site_id)
    attendance = owing.reporting_days(site, period)
    due = owing.week_due(site, actor.staff_id, period, attendance, at)
    window = rules.window_of_week(period.first, due)
    rules.may_report(window, at).enforce()
    done = results.done_on(site.pk, actor.staff_id, period.first, period.last, at)
    rules.report_says_something(
        words=bool(work and analysis), registers_say=not done.is_nothing
    ).enforce()
    _keep(actor, ReportKind.WEEK, str(period), at, window, work=work, analysis=analysis)
    cite("7.1.6.2")
    return ReportHandedIn(week=str(period), late=window.is_late(at))


class PlanHandedIn(Answer):
    """The month planned, and whether the plan is late."""

    month: str
    late: bool


@command(
    "hand_in_plan",
    may=SALESPEOPLE,
    word=phrase("Hand in the month's plan"),
    clauses=("7.1.6.3",),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Plan of {by} for {month}.")),
    done=phrase("Handed in."),
)
def hand_in_plan(
    *,
    actor: StaffActor,
    at: datetime,
    plan: Annotated[RequiredNote, Label("Plan")],
    month: Annotated[MonthField, Label("Month", hint=phrase("such as 2026-03"))] | None = None,
) -> PlanHandedIn:
    """Hand in the plan of a month in the last week of the month before.

    :raises Refused: 7.1.6.3 before its time and after it.
    """
    period = month or owing.month_to_plan(at)
    window = owing.plan_window(period)
    rules.may_plan(window, at).enforce()
    _keep(actor, ReportKind.MONTH, str(period), at, window, work=plan)
    cite("7.1.6.3")
    return PlanHandedIn(month=str(period), late=window.is_late(at))


def _keep(
    actor: StaffActor,
    kind: ReportKind,
    period: str,
    at: datetime,
    window: rules.Window,
    **words: str,
) -> None:
    Report.objects.update_or_create(
        staff_id=actor.staff_id,
        kind=kind,
        period=period,
        defaults={**words, "changed_at": at},
        create_defaults={
            **words,
            "changed_at": at,
            "site_id": actor.site_id,
            "at": at,
            "is_late": window.is_late(at),
        },
    )
    name = "week" if kind is ReportKind.WEEK else "month"
    personal = {key: value for key, value in words.items() if value}
    registers.record(actor=actor, at=at, body={name: period}, personal=personal)
    duty = "weekly_report" if kind is ReportKind.WEEK else "month_plan"
    lists.settle(
        kind=duty, subject=f"duty:{duty}:{actor.code}:{period}", site_id=actor.site_id, at=at
    )
    about(f"staff:{actor.code}")
    board_changed()
