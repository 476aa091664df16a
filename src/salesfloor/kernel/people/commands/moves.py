"""Transfers and loans: people moved between teams, with the reason on record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import end_of, iso
from salesfloor.base.commands import SiteActor, about, announce, cite, command
from salesfloor.base.constraints import constraint
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.fields import Reason, TeamKnown, Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import queries, rules
from salesfloor.kernel.people.models import Move, Staff, Team
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline

constraint(
    "c3_1_1_one_loan_at_a_time",
    phrase("This person is on loan at that time already, and nobody is in two teams on one day."),
)
FLOOR_LEFT: Final = lines.occasion("floor_left")
"""A person is to work no longer on the floor of a site, which may refuse; the fact is `staff_id`."""
LOAN_ENDED: Final = lines.occasion("loan_ended")
"""A person's loan to a site is over at this instant; the fact is `staff_id`."""


def leave_floor(person: Staff, at: datetime) -> None:
    """Tell that a person works no longer on the floor they work on now.

    :raises Refused: where that floor cannot let them go yet.
    """
    site_id = queries.site_of(person.pk, at)
    if site_id is not None and person.post == Post.SALESPERSON.value:
        lines.tell(FLOOR_LEFT, site_id=site_id, at=at, staff_id=person.pk)


class Transferred(Answer):
    """Answer of `transfer`."""

    who: str
    team: str


@command(
    "transfer",
    may=ANYONE,
    word=phrase("Transfer a person"),
    clauses=(
        "3.1.2",
        "3.1.1",
        "3.2.3.6",
    ),
    post_clause="3.1.2",
    writes=RegisterLine("people", phrase("{who} moves to team {team}: {reason}")),
    done=phrase("Transferred, on record."),
)
def transfer(
    *, actor: SiteActor, at: datetime, who: Who, team: TeamKnown, reason: Reason
) -> Transferred:
    """Move a person to another team for good, with the reason on record.

    :raises Refused: 3.1.2 unless the site's manager or above; 3.1.1 where a team would be
        left with no lead or with two; to another site 3.1.2, between regions 1.1.5, by a manager,
        3.2.3.6 in the middle of a reception and 7.1.12 for the last one present.
    """
    person, target = _to_move(actor, who, team)
    _check_move(person, target, at)
    Move.objects.create(
        staff=person,
        kind=Move.Kind.TRANSFER,
        from_team_id=person.team_id,
        to_team=target,
        from_at=at,
        reason=reason,
        moved_by=actor.code,
        moved_at=at,
    )
    if person.site_id != target.site_id:
        leave_floor(person, at)
    person.team = target
    person.site_id = target.site_id
    person.save(update_fields=["team", "site_id"])
    write_down(actor, at, "transfer", who=who, team=team, reason=reason)
    return Transferred(who=who, team=team)


class Lent(Answer):
    """Answer of `lend`."""

    who: str
    team: str
    until: str


@command(
    "lend",
    may=ANYONE,
    word=phrase("Lend a person"),
    clauses=(
        "3.1.2",
        "3.1.1",
    ),
    post_clause="3.1.2",
    writes=RegisterLine("people", phrase("{who} is lent to team {team} until {until}: {reason}")),
    done=phrase("Lent, on record."),
)
def lend(
    *,
    actor: SiteActor,
    at: datetime,
    who: Who,
    team: TeamKnown,
    until: Annotated[DayOrMoment, Label("Until")],
    reason: Reason,
) -> Lent:
    """Lend a person to another team until a day or moment; the loan ends by itself.

    :raises Refused: 3.1.2 unless the site's manager or above; 3.1.1 while another loan runs, or where
        a team would be left with no lead or with two; to another site as `transfer`.
    """
    person, target = _to_move(actor, who, team)
    until_at = until if isinstance(until, datetime) else end_of(until)
    if until_at <= at:
        raise bad_input(phrase("A loan ends after it starts."))
    running = queries.running_loan(person.pk, at)
    rules.may_be_lent(on_loan_until=running.until_at if running else None).enforce()
    _check_move(person, target, at)
    if person.site_id != target.site_id:
        leave_floor(person, at)
    loan = Move.objects.create(
        staff=person,
        kind=Move.Kind.LOAN,
        from_team_id=person.team_id,
        to_team=target,
        from_at=at,
        until_at=until_at,
        reason=reason,
        moved_by=actor.code,
        moved_at=at,
    )
    deadlines.set_due("loan_ends", subject=loan.pk, site_id=target.site_id, due_at=until_at)
    write_down(actor, at, "lend", who=who, team=team, until=iso(until_at), reason=reason)
    return Lent(who=who, team=team, until=iso(until_at))


@deadlines.handler("loan_ends", is_late_safe=True, word=phrase("A loan ends"))
def end_loan(deadline: Deadline, at: datetime) -> None:
    """End a loan at its own instant, and take the person off the floor they were lent to (3.1.2)."""
    loan = Move.objects.select_related("staff", "to_team").get(pk=deadline.subject)
    loan.ended_at = at
    loan.save(update_fields=["ended_at"])
    cite("3.1.2")
    team = loan.to_team
    announce("loan_ended", "3.1.2", at=at, who=loan.staff.code, team=team.name if team else "")
    if team is not None and team.site_id != loan.staff.site_id:
        lines.tell(LOAN_ENDED, site_id=team.site_id, at=at, staff_id=loan.staff_id)


def _to_move(actor: SiteActor, who: str, team: str) -> tuple[Staff, Team]:
    """Return the person and the team to move them to.

    :raises Refused: 3.1.2, or between regions 1.1.5, for those who may not; `input` for nobody, no
        team or the person's own.
    """
    queries.lock_people()
    person = queries.staff_by_code(who)
    rules.may_move_people(actor.post, same_site=person.site_id == actor.site_id).enforce()
    target = queries.team_named(actor.site_id, team)
    if target.site_id != person.site_id:
        is_region = trade_of(person.site_id or target.site_id) == Trade.DISTRIBUTION
        judge = rules.may_reassign if is_region else rules.may_move_across_sites
        judge(actor.post).enforce()
    if person.team_id == target.pk:
        raise bad_input(phrase("{who} is in team {team} already.", who=who, team=team))
    return person, target


def _check_move(person: Staff, target: Team, at: datetime) -> None:
    post = Post(person.post)
    rules.may_leave(post, facts_of(person.team, at)).enforce()
    rules.may_join(post, facts_of(target, at)).enforce()


def facts_of(team: Team | None, at: datetime) -> rules.TeamFacts | None:
    """Return what a team consists of, or None for no team."""
    return None if team is None else queries.team_facts(team.site_id, team.name, at)


def write_down(actor: SiteActor, at: datetime, do: str, **facts: str) -> None:
    """Write a move in the site's people register, by the manager's right to move people."""
    reason = facts.pop("reason", "")
    registers.append(
        site_id=actor.site_id,
        kind="people",
        actor=actor,
        at=at,
        body={"do": do, **facts},
        personal={"reason": reason},
    )
    cite("3.1.2")
    about(f"staff:{facts['who']}")
