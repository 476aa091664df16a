"""Claims against results, as the weekly meeting shows and announces them, and claims to come (4.1.2)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite
from salesfloor.base.china_time import day_of
from salesfloor.base.periods import PeriodKind, read_period
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.shares import SHARE_DECIMALS, answered
from salesfloor.floor.meetings.models import Announced
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.base.periods import Period

CLAUSE: Final = "4.1.2"
ANNOUNCED: Final = lines.line(
    "targets_announced",
    "target",
    phrase("Claims and results of {period} announced"),
    facts={"period": str},
)


def measure_of(site_id: int, at: datetime) -> results.Measure:
    """Return what targets of the site are counted in."""
    return results.Measure(rulebook.policies(site_id, at).get("target.measure", "deals"))


def rows_of(site: people.Site, period: Period, at: datetime) -> list[dict[str, Any]]:
    """Return what was claimed for a week and what came of it, of everybody with a claim, by code."""
    measure = measure_of(site.pk, at)
    board = targets.Board(site, period, measure, at)
    claims = _in_force(site.pk, period, measure)
    staff = people.Staff.objects.filter(pk__in=claims).order_by("code")
    return [
        _row(board, person, claims[person.pk], measure)
        for person in staff
        if _was_there(board, person)
    ]


def _was_there(board: targets.Board, person: people.Staff) -> bool:
    return person.pk in board.attendance.staff


def _in_force(site_id: int, period: Period, measure: str) -> dict[int, targets.Claim]:
    rows = targets.Claim.objects.filter(site_id=site_id, period=str(period), measure=measure)
    return {one.staff_id: one for one in rows.filter(replaced_at=None).exclude(signed_at=None)}


def _row(
    board: targets.Board, person: people.Staff, claim: targets.Claim, measure: results.Measure
) -> dict[str, Any]:
    team = next((one for one in board.teams if one.lead == person), None)
    of_team = board.row_of_lead(team) if team and person.post == Post.LEAD else None
    row = of_team if of_team is not None and of_team.target else board.row(person)
    return {
        "who": person.code,
        "claimed": targets.shown(claim.value, measure),
        "target": targets.shown(row.target, measure),
        "result": results.as_answer(row.result, measure),
        "completion": answered(row.pace.completion, SHARE_DECIMALS),
    }


def provisional_of(site: people.Site, period: Period, at: datetime) -> dict[str, float]:
    """Return by person how much of a result the house has not counted yet; of a lead that of the team."""
    measure = measure_of(site.pk, at)
    board = targets.Board(site, period, measure, at)
    parts = [one for one in board.tally.parts if one.is_provisional and one.value]
    found: dict[str, Fraction] = {}
    codes = people.codes_of(list({one.staff_id for one in parts}))
    leads = {one.pk: team.lead.code for team in board.teams if team.lead for one in team.members}
    for one in parts:
        for code in {codes[one.staff_id], leads.get(one.staff_id, codes[one.staff_id])}:
            found[code] = found.get(code, Fraction()) + one.value
    return {code: float(results.as_answer(value, measure)) for code, value in found.items()}


def team_names(site: people.Site, codes: list[str], at: datetime) -> dict[str, str]:
    """Return in which team each person works, by code; nothing for somebody in none."""
    staff = dict(people.Staff.objects.filter(code__in=codes).values_list("code", "pk"))
    history, names = people.TeamHistory(staff.values()), people.team_names_of(site.pk)
    return {code: names.get(history.at(staff[code], at) or 0, "") for code in codes}


def first_claims(site_id: int, period: Period, at: datetime) -> dict[str, int | str | None]:
    """Return what each person claimed first for a week, by code."""
    measure = measure_of(site_id, at)
    rows = targets.Claim.objects.filter(site_id=site_id, period=str(period), measure=measure)
    found: dict[int, int] = {}
    for one in rows.order_by("at", "pk"):
        found.setdefault(one.staff_id, one.value)
    codes = people.codes_of(list(found))
    return {codes[one]: targets.shown(value, measure) for one, value in found.items()}


def to_come(site: people.Site, at: datetime) -> dict[str, Any]:
    """Return the week that is claimed for, who has claimed what, and who has not yet."""
    period = targets.period_to_claim(site.pk, at)
    measure = measure_of(site.pk, at)
    claims = _in_force(site.pk, period, measure)
    sellers = people.working_at(site.pk, at).filter(post=Post.SALESPERSON, joined_at__lte=at)
    codes = people.codes_of([*claims, *sellers.values_list("pk", flat=True)])
    rows = [(codes[one], targets.shown(claim.value, measure)) for one, claim in claims.items()]
    return {
        "period": str(period),
        "rows": [{"who": who, "claimed": value} for who, value in sorted(rows)],
        "missing": sorted(codes[one.pk] for one in sellers if one.pk not in claims),
        **_to_sign(site.pk, period, measure),
    }


def _to_sign(site_id: int, period: Period, measure: results.Measure) -> dict[str, Any]:
    """Return the claims that somebody else recorded and the person has not signed; nothing where there are none."""
    rows = targets.Claim.objects.filter(site_id=site_id, period=str(period), measure=measure)
    open_ones = {one.staff_id: one for one in rows.filter(replaced_at=None, signed_at=None)}
    codes = people.codes_of(list(open_ones))
    found = [(codes[pk], targets.shown(one.value, measure)) for pk, one in open_ones.items()]
    return (
        {"unsigned": [{"who": who, "claimed": value} for who, value in sorted(found)]}
        if found
        else {}
    )


def announce_weeks_before(site: people.Site, day: date, at: datetime) -> None:
    """Announce the weeks before a day that have claims and were not announced yet, in their order."""
    this_week = day.fromordinal(day.toordinal() - day.weekday())
    known = set(Announced.objects.filter(site_id=site.pk).values_list("period", flat=True))
    measure = measure_of(site.pk, at)
    claims = targets.Claim.objects.filter(site_id=site.pk, measure=measure, last__lt=this_week)
    named = claims.exclude(signed_at=None).values_list("period", flat=True).distinct()
    weeks = {one: read_period(one) for one in set(named) - known}
    for name, week in sorted(weeks.items()):
        if week.kind is PeriodKind.WEEK:
            _announce(site, name, rows_of(site, week, at), at)


def _announce(site: people.Site, period: str, rows: list[dict[str, Any]], at: datetime) -> None:
    Announced.objects.create(site_id=site.pk, period=period, at=at, on=day_of(at))
    if not rows:
        return
    actor = deadlines.system_actor(site.pk)
    body = {"period": period, "rows": [[row["who"], str(row["claimed"])] for row in rows]}
    registers.write(ANNOUNCED, actor=actor, at=at, body=body, site_id=site.pk)
    cite(CLAUSE)
    announce("targets_announced", CLAUSE, at=at, period=period, rows=rows)
