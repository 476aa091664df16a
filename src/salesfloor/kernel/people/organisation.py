"""A site's people as they stand: teams with their leads, vacancies, loans, histories."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.posts import Post
from salesfloor.kernel.people.models import Account, Move, Staff, Team
from salesfloor.kernel.registers import api as registers
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.commands import Actor

IN_TEAMS: Final = frozenset({Post.LEAD, Post.SALESPERSON})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the site, and where they work today."""

    id: int
    code: str
    name: str
    post: str
    team: str
    lent_to: str
    lent_from: str
    until: datetime | None
    """When a running loan ends by itself."""
    has_account: bool
    has_pin: bool

    @property
    def is_lent_away(self) -> bool:
        """Tell whether the person works elsewhere until the loan ends."""
        return bool(self.lent_to)


@dataclass(frozen=True, slots=True)
class TeamNow:
    """A team with its lead, its consultants, and who is lent to it."""

    name: str
    lead: Person | None
    members: list[Person]
    guests: list[Person]

    @property
    def is_headless(self) -> bool:
        """Tell whether it lacks the one lead a team has (3.1.1)."""
        return self.lead is None

    @property
    def is_empty(self) -> bool:
        """Tell whether it is a name without people."""
        return self.lead is None and not self.members and not self.guests


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everybody of a site."""

    teams: list[TeamNow]
    teamless: list[Person]
    """Consultants whom no team has: vacancies of the other kind."""
    others: list[Person]

    @property
    def vacancies(self) -> int:
        """Return how many teams lack a lead, and how many consultants a team."""
        return sum(team.is_headless for team in self.teams) + len(self.teamless)

    @property
    def everybody(self) -> list[Person]:
        """Return everybody once: team by team, then those of no team; guests at the end."""
        in_teams = [
            one for team in self.teams for one in [team.lead, *team.members] if one is not None
        ]
        guests = [guest for team in self.teams for guest in team.guests]
        home = [*self.others, *in_teams, *self.teamless]
        known = {one.code for one in home}
        return [*home, *(guest for guest in guests if guest.code not in known)]

    @property
    def people(self) -> int:
        """Return how many people there are, guests left out."""
        in_teams = sum(len(team.members) + (team.lead is not None) for team in self.teams)
        return in_teams + len(self.teamless) + len(self.others)


@dataclass(frozen=True, slots=True)
class Turn:
    """One move in somebody's history."""

    kind: str
    from_at: datetime
    until_at: datetime | None
    is_running: bool
    from_team: str
    to_team: str
    from_post: str
    to_post: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One person with history, books and ways in."""

    person: Person
    joined_at: datetime
    moves: list[Turn]
    books: list[registers.Book]

    @property
    def books_out(self) -> list[registers.Book]:
        """Return the follow-up books that must come back before the person can leave."""
        return [book for book in self.books if book.status != "HANDED_IN"]


def organisation(site_id: int, at: datetime) -> Organisation:
    """Return a site's teams and people; the person who is lent stands in the home team, and as a guest."""
    loans = _running_loans(site_id, at)
    staff = Staff.objects.filter(
        Q(site_id=site_id) | Q(pk__in=[loan.staff_id for loan in loans]), left_at=None
    )
    rows = list(staff.select_related("team").order_by("pinyin", "code"))
    with_account = _with_account(row.pk for row in rows)
    by_staff = {loan.staff_id: loan for loan in loans}
    people = [
        _person(row, by_staff.get(row.pk), has_account=row.pk in with_account) for row in rows
    ]
    home = [person for person, row in zip(people, rows, strict=True) if row.site_id == site_id]
    guests: dict[str, list[Person]] = defaultdict(list)
    for person, row in zip(people, rows, strict=True):
        loan = by_staff.get(row.pk)
        if loan is not None and loan.to_team is not None and loan.to_team.site_id == site_id:
            guests[loan.to_team.name].append(person)
    names = list(
        Team.objects.filter(site_id=site_id).order_by("name").values_list("name", flat=True)
    )
    in_teams = [person for person in home if person.team and person.post in IN_TEAMS]
    return Organisation(
        teams=[_team(name, in_teams, guests[name]) for name in names],
        teamless=[one for one in home if one.post == Post.SALESPERSON.value and not one.team],
        others=[one for one in home if one.post not in IN_TEAMS],
    )


def profile(actor: Actor, code: str, at: datetime) -> Profile | None:
    """Return somebody of the actor's site, or lent to it; None for anybody else."""
    site_id = actor.site_id or 0
    row = Staff.objects.select_related("team").filter(code=code, left_at=None).first()
    if row is None:
        return None
    moves = Move.objects.select_related("from_team", "to_team").filter(staff=row)
    history = list(moves.order_by("-from_at", "-pk"))
    loan = next((move for move in history if _is_running(move, at)), None)
    is_here = row.site_id == site_id or (
        loan is not None and loan.to_team is not None and loan.to_team.site_id == site_id
    )
    if not is_here:
        return None
    names = names_of(move.moved_by for move in history)
    books = registers.Book.objects.filter(holder_id=row.pk).order_by("-number")
    return Profile(
        person=_person(row, loan, has_account=bool(_with_account([row.pk]))),
        joined_at=row.joined_at,
        moves=[_turn(move, at, names) for move in history],
        books=list(books),
    )


def colleagues(site_id: int, at: datetime, *, but: str = "") -> list[Person]:
    """Return who can take customers over: the salespeople of the site, who receive them."""
    whole = organisation(site_id, at)
    found = [one for team in whole.teams for one in team.members]
    here = [one for one in [*found, *whole.teamless] if one.code != but]
    return [one for one in here if one.post == Post.SALESPERSON]


def team_names(site_id: int) -> list[str]:
    """Return the names of the site's teams."""
    return list(
        Team.objects.filter(site_id=site_id).order_by("name").values_list("name", flat=True)
    )


def _running_loans(site_id: int, at: datetime) -> list[Move]:
    loans = Move.objects.select_related("to_team", "from_team").filter(
        Q(staff__site_id=site_id) | Q(to_team__site_id=site_id),
        kind=Move.Kind.LOAN,
        from_at__lte=at,
        until_at__gt=at,
        staff__left_at=None,
    )
    return list(loans)


def _with_account(staff_ids: Iterable[int]) -> set[int]:
    accounts = Account.objects.filter(staff_id__in=list(staff_ids), is_active=True)
    return {staff_id for staff_id in accounts.values_list("staff_id", flat=True) if staff_id}


def _is_running(move: Move, at: datetime) -> bool:
    return (
        move.kind == Move.Kind.LOAN
        and move.from_at <= at
        and move.until_at is not None
        and move.until_at > at
    )


def _person(row: Staff, loan: Move | None, *, has_account: bool) -> Person:
    return Person(
        id=row.pk,
        code=row.code,
        name=row.name,
        post=row.post,
        team=row.team.name if row.team else "",
        lent_to=loan.to_team.name if loan is not None and loan.to_team else "",
        lent_from=loan.from_team.name if loan is not None and loan.from_team else "",
        until=loan.until_at if loan is not None else None,
        has_account=has_account,
        has_pin=bool(row.pin_hash),
    )


def _team(name: str, people: list[Person], guests: list[Person]) -> TeamNow:
    here = [person for person in people if person.team == name]
    lead = next((person for person in here if person.post == Post.LEAD.value), None)
    return TeamNow(name, lead, [one for one in here if one is not lead], guests)


def _turn(move: Move, at: datetime, names: dict[str, str]) -> Turn:
    return Turn(
        kind=move.kind,
        from_at=move.from_at,
        until_at=move.until_at,
        is_running=_is_running(move, at),
        from_team=move.from_team.name if move.from_team else "",
        to_team=move.to_team.name if move.to_team else "",
        from_post=move.from_post,
        to_post=move.to_post,
        reason=move.reason,
        by=names.get(move.moved_by, move.moved_by),
    )
