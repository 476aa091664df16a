"""Each working morning: who is behind, which warnings are due, which plans are reached (4.5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.fields import Who
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_MANAGERS, Post
from salesfloor.base.shares import answered, exact
from salesfloor.floor.pace import plans
from salesfloor.floor.pace.choices import CLAUSES
from salesfloor.floor.pace.models import Due, Given, Level, Plan, Reminder, State
from salesfloor.floor.pace.standing import (
    MARKS,
    board_at,
    given_in,
    row_of,
    standing_of,
    verbal_before,
)
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesfloor.base.lines import Entry

DUTY: Final = "targets"
KIND: Final = "warning_to_give"
WARNING_DUTY: Final = duties.inner_duty("warning", "4.5.3", "A warning to give", "该给的预警")
NOT_GIVEN: Final = "duty_missed_warning"
RISK: Final = phrase(
    "A resignation signed before there is a wish to leave is not one (Labour Contract Law 3, 26, 37; 87: "
    "double compensation). The person may take it back at any time."
)
_DUE: Final = lines.line(
    "warning_due",
    "conduct",
    phrase("{level} of {who} is due: pace {pace} of what was expected by now."),
    facts={"level": Level, "who": Who, "pace": lines.Ratio},
)
_BEHIND: Final = lines.line(
    "pace_behind", "target", phrase("{who} is behind: pace {pace} of what was expected by now."),
    facts={"who": Who, "pace": lines.Ratio},
)  # fmt: skip
_PLAN: Final = {
    name: lines.line(name, "conduct", sentence, facts={"who": Who, "about": str})
    for name, sentence in (
        ("plan_reached", phrase("{who} has reached the plan of {about}.")),
        ("plan_missed", phrase("{who} has not reached the plan of {about}.")),
    )
}
rulebook.risky(
    "warning.resignation_form", value=True, clause="4.5.2", may=ABOVE_MANAGERS, risk=RISK
)


def _morning(day: duties.SiteDay) -> datetime:
    return day.clock("daily_report.at")


@duties.daily(
    "pace_1_warnings",
    word=phrase("The pace of targets is judged"),
    duty=DUTY,
    clock=_morning,
    phase=deadlines.Phase.OPENING,
)
def announce_warnings(day: duties.SiteDay, at: datetime) -> None:
    """Say which warnings the figures call for, by whom and until when."""
    board = board_at(day.site, at)
    if not board.attendance.is_working(day.day):
        return
    given = given_in(day.site.pk, str(board.period))
    fallen = {
        (row.staff_id, row.level)
        for row in Due.objects.filter(site_id=day.site.pk, period=str(board.period))
    }
    for person, row in _judged(board, day.day):
        for level in Level:
            is_new = (person.pk, level) not in given and (person.pk, level) not in fallen
            if is_new and _is_called_for(board, person, row, level, at):
                _fall_due(board, person, row, level, at)


def _judged(board: targets.Board, day: date) -> Iterator[tuple[people.Staff, targets.Row]]:
    """Yield salespeople and leads who are expected on a day, with their rows."""
    for person in board.attendance.expected(day):
        if person.post not in results.SELLERS:
            continue
        row = row_of(board, person)
        if row is not None and row.target is not None:
            yield person, row


def _is_called_for(
    board: targets.Board, person: people.Staff, row: targets.Row, level: Level, at: datetime
) -> bool:
    policy = rulebook.policies(board.site.pk, at)
    standing = standing_of(row)
    if not standing.calls_for(policy[MARKS[level]], policy["warning.after_days"]):
        return False
    if level is Level.VERBAL:
        return True
    before = verbal_before(board, person, at)
    return before.allows_written(policy["warning.written_after_days"])


def _fall_due(
    board: targets.Board, person: people.Staff, row: targets.Row, level: Level, at: datetime
) -> None:
    site = board.site
    owed_by = _owed_by(site, person, level, at)
    days = rulebook.policies(site.pk, at)["warning.give_within_days"]
    give_by = working_day_after(site.pk, day_of(at), days)
    due = Due.objects.create(
        site_id=site.pk,
        staff_id=person.pk,
        level=level,
        period=str(board.period),
        at=at,
        owed_by_id=owed_by.pk if owed_by else None,
        give_by=give_by,
    )
    facts: dict[str, Any] = {
        "who": person.code,
        "level": level.value,
        "period": str(board.period),
        "target": targets.shown(row.target, board.measure),
        "result": targets.shown(row.gone, board.measure),
        "days_gone": row.days.gone,
        "days_total": row.days.own,
        "pace": answered(row.pace.pace, 4),
        "owed_by": owed_by.code if owed_by else None,
        "give_by": give_by.isoformat(),
    }
    _write(_DUE, (CLAUSES[level],), facts, site.pk, at)
    deadlines.set_due(NOT_GIVEN, subject=due.pk, site_id=site.pk, due_at=end_of(give_by))
    if owed_by is not None:
        work.owe(
            kind=KIND,
            subject=f"warning_due:{due.pk}",
            site_id=site.pk,
            clause=CLAUSES[level],
            sentence=phrase("{level} of {who}: give it.", level=level.label, who=person.code),
            at=at,
            due_at=end_of(give_by),
            staff_ids=[owed_by.pk],
            command="warn",
            given={"who": person.code, "level": level.value},
        )


def _write(
    line: lines.RegisterLine,
    numbers: tuple[str, ...],
    facts: dict[str, Any],
    site_id: int,
    at: datetime,
) -> None:
    """Write an event down, fractions as texts, and tell of it."""
    body = {key: str(one) if isinstance(one, float) else one for key, one in facts.items()}
    actor = deadlines.system_actor(site_id)
    registers.write(line, actor=actor, at=at, body=body, site_id=site_id)
    cite(*numbers)
    announce(line.do, *numbers, at=at, **facts)


def _owed_by(
    site: people.Site, person: people.Staff, level: Level, at: datetime
) -> people.Staff | None:
    """Return who owes a warning: a verbal one the lead, all others the first manager."""
    if level is Level.VERBAL and person.post == Post.SALESPERSON:
        team_id = people.team_at(person, at)
        lead = people.Staff.objects.filter(
            team_id=team_id or 0, post=Post.LEAD, left_at=None
        ).first()
        if lead is not None:
            return lead
    managers = people.working_at(site.pk, at).filter(post=Post.MANAGER)
    return managers.exclude(pk=person.pk).order_by("code").first()


def working_day_after(site_id: int, day: date, count: int) -> date:
    """Return the so-manieth working day of a site after a day."""
    ahead = leave.working_days(site_id, day + timedelta(days=1), day + timedelta(days=60 + count))
    return ahead[count - 1] if len(ahead) >= count else day + timedelta(days=count)


@deadlines.handler(NOT_GIVEN, word=phrase("A warning is not given in time"))
def miss_warning(deadline: deadlines.Deadline, at: datetime) -> None:
    """Write down that a warning was not given in time, unless the pace is back at the mark."""
    due = Due.objects.get(pk=deadline.subject)
    work.settle(kind=KIND, subject=f"warning_due:{due.pk}", site_id=due.site_id, at=at)
    given = Given.objects.filter(staff_id=due.staff_id, level=due.level, period=due.period)
    if given.filter(given_at__lt=at).exists():
        return
    site = people.Site.objects.get(pk=due.site_id)
    person = people.Staff.objects.get(pk=due.staff_id)
    last = at - timedelta(microseconds=1)
    row = row_of(board_at(site, last), person)
    mark = rulebook.policies(site.pk, last)[MARKS[Level(due.level)]]
    standing = standing_of(row)
    if standing.pace is None or standing.pace >= exact(mark):
        return
    owing = people.codes_of([due.owed_by_id]) if due.owed_by_id else {}
    missed = duties.Missed(
        duty=WARNING_DUTY,
        site_id=site.pk,
        subject=person.code,
        period=due.period,
        period_from=start_of(day_of(due.at)),
        period_until=at,
        due_at=at,
    )
    if not duties.Miss.objects.filter(
        site_id=site.pk, duty="warning", subject=person.code, period=due.period
    ).exists():
        duties.record_miss(missed, list(owing.items()), at)


@duties.daily(
    "pace_2_behind",
    word=phrase("Who is behind the target is told"),
    duty=DUTY,
    clock=_morning,
    phase=deadlines.Phase.OPENING,
)
def remind_of_pace(day: duties.SiteDay, at: datetime) -> None:
    """Tell people who fall behind, quietly, every few days, and nobody else (4.5.3)."""
    board = board_at(day.site, at)
    if not board.attendance.is_working(day.day):
        return
    mark = exact(day.value("pace.remind_below"))
    since = day.day - timedelta(days=day.value("pace.remind_every_days"))
    lately = set(
        Reminder.objects.filter(site_id=day.site.pk, on__gte=since, on__lt=day.day).values_list(
            "staff_id", flat=True
        )
    )
    warned = set(Due.objects.filter(site_id=day.site.pk, at=at).values_list("staff_id", flat=True))
    for person, row in _judged(board, day.day):
        pace = row.pace.pace
        is_behind = pace is not None and pace < mark and row.days.gone < row.days.own
        if person.post != Post.SALESPERSON or not is_behind or person.pk in lately | warned:
            continue
        Reminder.objects.create(site_id=day.site.pk, staff_id=person.pk, on=day.day)
        facts = {"who": person.code, "pace": answered(pace, 4)}
        _write(_BEHIND, ("4.5.3", "7.1.3"), facts, day.site.pk, at)
        messages.tell(
            staff_id=person.pk,
            site_id=day.site.pk,
            at=at,
            clause="4.5.3",
            sentence=phrase(
                "You are behind: {result} of {target} after {gone} of {total} days.",
                result=targets.shown(row.gone, board.measure),
                target=targets.shown(row.target, board.measure),
                gone=row.days.gone,
                total=row.days.own,
            ),
        )


@duties.daily(
    "pace_3_plans",
    word=phrase("Plans of improvement are judged"),
    duty=DUTY,
    clock=_morning,
    phase=deadlines.Phase.OPENING,
)
def judge_plans(day: duties.SiteDay, at: datetime) -> None:
    """Say which plans are reached and which are not, once all of their days are counted."""
    if not leave.is_working_day(day.site.pk, day.day):
        return
    open_plans = Plan.objects.select_related("warning").filter(
        warning__site_id=day.site.pk, judged_at=None, warning__delivered_at__isnull=False
    )
    for plan in open_plans.exclude(warning__state=State.WAIVED).order_by("warning__number"):
        judged = plans.judge(plan, day.site, at)
        if judged is None:
            continue
        plan.judged_at, plan.result = at, int(judged)
        plan.is_reached = judged >= Fraction(plan.value)
        plan.save(update_fields=["judged_at", "result", "is_reached"])
        measure = results.Measure(plan.measure)
        facts = {
            "about": f"warning:{plan.warning.number}",
            "who": people.codes_of([plan.warning.staff_id])[plan.warning.staff_id],
            "value": targets.shown(plan.value, measure),
            "result": targets.shown(judged, measure),
        }
        name = "plan_reached" if plan.is_reached else "plan_missed"
        _write(_PLAN[name], ("4.5.2",), facts, day.site.pk, at)
        told = {
            plan.warning.staff_id,
            *people.Staff.objects.filter(code=plan.warning.by).values_list("pk", flat=True),
        }
        messages.tell_all(
            sorted(told),
            site_id=day.site.pk,
            at=at,
            clause="4.5.2",
            sentence=phrase(
                "The plan of warning {warning}: {result} of {value}.",
                warning=plan.warning.number,
                result=facts["result"],
                value=facts["value"],
            ),
            subject=f"warning:{plan.warning.number}",
        )


@on("appeal", "rule_on_appeal", "appeal_granted_by_silence")
def follow_appeal(entry: Entry) -> None:
    """Let a warning follow its appeal: under appeal it does not stand, waived it never was (4.5.1, 4.5.2)."""
    kind, _, number = str(entry.body["about"]).partition(":")
    if kind != "warning":
        return
    state = State.APPEALED
    if entry.do != "appeal":
        state = State.UPHELD if entry.body.get("stands") else State.WAIVED
    row = Given.objects.select_for_update().get(site_id=entry.site_id, number=int(number))
    row.state = state
    row.save(update_fields=["state"])
