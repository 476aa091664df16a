"""The plan of tables, the day's figures from the registers, and how right first grades were."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import SiteActor, StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, MANAGERS, Post
from salesfloor.base.refusals import no_access
from salesfloor.base.shares import answered
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.reception import api as reception
from salesfloor.floor.tables import rules, seats
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from fractions import Fraction


LOOKED_BACK: Final = timedelta(days=180)


class TableRow(Answer):
    """A table and who sits at it."""

    table: str
    seats: int
    note: str
    ref: str | None
    since: Instant | None


class Tables(Answer):
    """The tables in use, by code."""

    rows: list[TableRow]


@question(
    "tables",
    without_by=True,
    may=ANYONE,
    word=phrase("Which tables are free"),
    clauses=("9.3.1.1", "9.3.2.1"),
)
def tables(*, actor: SiteActor, at: datetime) -> Tables:
    """Answer the tables of the floor, and which reception sits where since when."""
    del at
    taken = seats.taken_now(actor.site_id)
    rows = []
    for one in seats.tables_of(actor.site_id):
        sitting, talk = taken.get(one.pk, (None, None))
        rows.append(
            TableRow(
                table=one.code,
                seats=one.seats,
                note=one.note,
                ref=None if talk is None else talk.ref,
                since=None if sitting is None else sitting.since,
            )
        )
    return Tables(rows=rows)


class FloorToday(Answer):
    """What today brought, and what is left, from the records of that moment."""

    deals: int
    deposits: int
    left: dict[str, int]
    as_of: Instant


@question(
    "floor_today", without_by=True, may=ANYONE, word=phrase("Today's figures"), clauses=("9.3.1.5",)
)
def floor_today(*, actor: SiteActor, at: datetime) -> FloorToday:
    """Answer agreements sealed and holds begun today, and units left by layout; nobody types these."""
    state, today = catalogue.UnitState, day_of(at)
    units = catalogue.Unit.objects.filter(site_id=actor.site_id, state=state.AVAILABLE)
    left = Counter(units.values_list("layout", flat=True))
    return FloorToday(
        deals=catalogue.passages_on(actor.site_id, today, state.HELD, state.SUBSCRIBED),
        deposits=catalogue.passages_on(actor.site_id, today, state.AVAILABLE, state.HELD),
        left=dict(sorted(left.items())),
        as_of=at,
    )


class GradeRow(Answer):
    """How many customers a person first graded so, and how many of them bought."""

    who: str
    grade: str
    n: int
    bought: int
    share: float | None


class Grading(Answer):
    """First grades against what happened, and how many open customers are expected to buy."""

    rows: list[GradeRow]
    expected: float


@question("grading", may=ANYONE, word=phrase("How right grades were"), clauses=("9.3.2.5",))
def grading(
    *,
    actor: StaffActor,
    at: datetime,
    from_: Annotated[Day, Field(alias="from"), Label("From which day")],
    to: Annotated[Day, Label("Until which day")],
    who: Who | None = None,
) -> Grading:
    """Compare first grades with who bought within 90 days; nobody is ranked by it (9.3.2.5).

    :raises Refused: `access` for another's, unless by the lead or a manager.
    """
    mine = _people_seen(actor, who, at)
    graded = _graded(actor.site_id, at)
    wanted = [one for one in graded if from_ <= one.on <= to and one.who in mine]
    rows = [
        GradeRow(who=code, grade=grade, n=one.n, bought=one.bought, share=answered(one.share, 2))
        for (code, grade), one in rules.tallies(wanted).items()
    ]
    return Grading(rows=rows, expected=answered(_expected(actor, who, graded, at), 1) or 0.0)


def _people_seen(actor: StaffActor, who: str | None, at: datetime) -> set[str]:
    """Return whose grades somebody sees: the own ones, a lead's team, all of those who run the site."""
    here = people.Staff.objects.filter(site_id=actor.site_id)
    if who is not None and who != actor.code:
        person = people.person_here(who, actor.site_id, at)
        if actor.post not in LEADERS or not people.is_above(actor, person, at):
            raise no_access(phrase("These are another person's figures."))
    if who is not None:
        return {who}
    if actor.post in MANAGERS:
        return set(here.values_list("code", flat=True))
    if actor.post is Post.LEAD:
        return {one.code for one in here if people.is_above(actor, one, at)} | {actor.code}
    return {actor.code}


def _graded(site_id: int, at: datetime) -> list[rules.Graded]:
    """Return the first grades of a site's customers, each with the days on which they bought."""
    bought: dict[str, list[date]] = {}
    for phone, sealed_at in deals.sealed_of(site_id):
        bought.setdefault(phone, []).append(day_of(sealed_at))
    firsts = reception.first_grades(site_id, end_of(day_of(at)))
    codes = people.codes_of([one.receiver_id for one in firsts if one.receiver_id is not None])
    return [
        rules.Graded(
            who=one.by or codes.get(one.receiver_id or 0, ""),
            grade=one.grade,
            on=day_of(one.at),
            bought_on=tuple(bought.get(one.phone, ())),
        )
        for one in firsts
    ]


def _expected(
    actor: StaffActor, who: str | None, graded: list[rules.Graded], at: datetime
) -> Fraction:
    since = day_of(at - LOOKED_BACK)
    of_site = [
        rules.Graded("", one.grade, one.on, one.bought_on) for one in graded if one.on >= since
    ]
    shares = {grade: one.share for (_, grade), one in rules.tallies(of_site).items()}
    claims = customers.Claim.objects.filter(site_id=actor.site_id, ended_at=None, lapses_at__gt=at)
    if who is not None:
        claims = claims.filter(owner_id=people.person_here(who, actor.site_id, at).pk)
    phones = set(claims.values_list("phone", flat=True))
    grades = (customers.grade_of(actor.site_id, phone) for phone in sorted(phones))
    return rules.expected(grades, shares)
