"""Who is who, where, and above whom."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from django.db.models import BigIntegerField, Case, OuterRef, Q, Subquery, When

from salesfloor.base.commands import Actor
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import execute, fetch_all, fetch_one
from salesfloor.base.trades import Trade
from salesfloor.kernel.people.models import Move, Site, Staff, Team
from salesfloor.kernel.people.rules import TeamFacts

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import Expression, QuerySet

    from salesfloor.base.phrases import Phrase


def staff_by_code(code: str) -> Staff:
    """Return the person of that code.

    :raises Refused: `input` where nobody has it, or the person has left.
    """
    person = Staff.objects.select_related("team").filter(code=code, left_at=None).first()
    if person is None:
        raise bad_input(phrase("Nobody here has the code {code}.", code=code))
    return person


def person_here(code: str, site_id: int | None, at: datetime) -> Staff:
    """Return the person of that code who works at the site now: at home, on loan, or above it.

    :raises Refused: `input` where nobody here has it.
    """
    person = staff_by_code(code)
    is_here = person.site_id == site_id or Post(person.post) in ABOVE_MANAGERS
    if is_here or site_of(person.pk, at) == site_id:
        return person
    raise bad_input(phrase("Nobody here has the code {code}.", code=code))


def actor_of(person: Staff, *, session: str = "") -> Actor:
    """Return the person as the one who acts."""
    return Actor(
        code=person.code,
        post=Post(person.post),
        site_id=person.site_id,
        staff_id=person.pk,
        name=person.name,
        session=session,
    )


_ACTOR: Final = """
    SELECT s.id, s.name, s.post, coalesce(lent.site_id, s.site_id)
    FROM people_staff s
    LEFT JOIN people_move m ON m.staff_id = s.id AND m.kind = 'LOAN'
        AND m.from_at <= %(at)s AND m.until_at > %(at)s
    LEFT JOIN people_team lent ON lent.id = m.to_team_id
    WHERE s.code = %(code)s AND s.left_at IS NULL
"""


def actor_by_code(code: str, at: datetime) -> Actor:
    """Return the person of that code as the one who acts, at the site of a running loan.

    :raises Refused: `input` where nobody has the code, or the person has left.
    """
    row = fetch_one(_ACTOR, {"code": code, "at": at})
    if row is None:
        raise bad_input(phrase("Nobody here has the code {code}.", code=code))
    staff_id, name, post, site_id = row
    return Actor(code, Post(post), site_id, staff_id, name)


_SPEAKER: Final = """
    SELECT t.id, s.id, s.code, s.name, s.post, coalesce(lent.site_id, s.site_id), clock.at
    FROM people_token t JOIN people_staff s ON s.id = t.staff_id
    LEFT JOIN people_account a ON a.staff_id = s.id
    CROSS JOIN (SELECT register.now(clock_timestamp()) AS at) clock
    LEFT JOIN people_move m ON m.staff_id = s.id AND m.kind = 'LOAN'
        AND m.from_at <= clock.at AND m.until_at > clock.at
    LEFT JOIN people_team lent ON lent.id = m.to_team_id
    WHERE t.digest = %s AND t.revoked_at IS NULL AND s.left_at IS NULL
        AND a.is_active IS DISTINCT FROM false
"""


def actor_by_token(digest: bytes) -> tuple[Actor, datetime] | None:
    """Return whom a token speaks for, at the site of a running loan, and the hour by the database's clock.

    None for a token nobody knows, one taken back, and one of a person who left or was switched off.
    """
    row = fetch_one(_SPEAKER, (digest,))
    if row is None:
        return None
    token_id, staff_id, code, name, post, site_id, at = row
    return Actor(code, Post(post), site_id, staff_id, name, f"token-{token_id}"), at


def team_named(site_id: int | None, name: str) -> Team:
    """Return the team; a name is looked for at the site first, then elsewhere.

    :raises Refused: `input` where there is none.
    """
    teams = Team.objects.filter(name=name)
    team = teams.filter(site_id=site_id or 0).first() or teams.first()
    if team is None:
        raise bad_input(phrase("There is no team called {name}.", name=name))
    return team


def lock_people() -> None:
    """Let changes of the organisation happen one after the other, until the transaction ends.

    It is taken first of all locks: what a team consists of is read after it.
    """
    execute("SELECT pg_advisory_xact_lock(3101, 0)")


def team_facts(site_id: int, name: str, at: datetime) -> TeamFacts:
    """Return what the team consists of at that moment, loans counted (3.1.1)."""
    here = Q(team__site_id=site_id, team__name=name)
    loans = Move.objects.filter(kind=Move.Kind.LOAN, from_at__lte=at, until_at__gt=at)
    guests = loans.filter(to_team__site_id=site_id, to_team__name=name).values("staff_id")
    people = Staff.objects.filter(here | Q(pk__in=guests), left_at=None)
    rows = people.annotate(is_own=Case(When(here, then=True), default=False))
    counted = Counter(
        (post == Post.LEAD, is_own) for post, is_own in rows.values_list("post", "is_own")
    )
    return TeamFacts(
        name=name,
        leads=counted[True, True],
        members=counted[False, True] + counted[False, False],
        guest_leads=counted[True, False],
    )


def running_loan(staff_id: int, at: datetime) -> Move | None:
    """Return the loan the person is on at that moment, if any."""
    return (
        Move.objects.filter(staff_id=staff_id, kind=Move.Kind.LOAN, from_at__lte=at)
        .filter(Q(until_at=None) | Q(until_at__gt=at))
        .first()
    )


_LENT_UNTIL: Final = """
    SELECT m.until_at FROM people_move m JOIN people_team t ON t.id = m.to_team_id
    JOIN people_staff s ON s.id = m.staff_id
    WHERE m.kind = 'LOAN' AND m.staff_id = %(staff)s AND t.site_id = %(site)s
        AND m.from_at <= %(at)s AND m.until_at > %(at)s AND s.site_id IS DISTINCT FROM %(site)s
    ORDER BY m.id LIMIT 1
"""


def on_loan_until(staff_id: int, site_id: int, at: datetime) -> datetime | None:
    """Return until when a person is lent to that site, or None for its own people."""
    row = fetch_one(_LENT_UNTIL, {"staff": staff_id, "site": site_id, "at": at})
    return row[0] if row else None


def site_of(staff_id: int, at: datetime) -> int | None:
    """Return the site where the person works at that moment, loans counted."""
    loan = running_loan(staff_id, at)
    if loan is not None and loan.to_team is not None:
        return loan.to_team.site_id
    return Staff.objects.values_list("site_id", flat=True).get(pk=staff_id)


def working_at(site_id: int, at: datetime) -> QuerySet[Staff]:
    """Return who works at a site at that moment: those lent away are out, those lent to it in."""
    people = Staff.objects.filter(Q(left_at=None) | Q(left_at__gt=at))
    people = people.annotate(lent_to=lent_to("pk", at))
    return people.filter(Q(lent_to=site_id) | Q(lent_to=None, site_id=site_id))


def people_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the people of the site and who stands above the sites, for a select box."""
    here = list(working_at(actor.site_id or 0, at).order_by("pinyin", "code"))
    above = Staff.objects.filter(left_at=None, post__in=[post.value for post in ABOVE_MANAGERS])
    known = {one.pk for one in here}
    here += [one for one in above.order_by("pinyin", "code") if one.pk not in known]
    return [(one.code, f"{one.name} {one.code}") for one in here]


def teams_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the teams of the site, for a select box."""
    del at
    rows = Team.objects.filter(site_id=actor.site_id or 0).order_by("name")
    return [(name, name) for name in rows.values_list("name", flat=True)]


def all_teams(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the teams of all sites, those of the own site first, for a select box."""
    own = teams_to_choose(actor, at)
    names = Team.objects.exclude(site_id=actor.site_id or 0).order_by("name")
    others = [(name, name) for name in names.values_list("name", flat=True).distinct()]
    return [*own, *(one for one in others if one not in own)]


def salespeople_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return who can hold a customer at the site, for a select box."""
    return choices_of({Post.SALESPERSON}, actor, at)


def leaders_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the leads and managers of the site but oneself: whose word one may ask for."""
    found = choices_of({Post.LEAD, Post.MANAGER}, actor, at)
    return [one for one in found if one[0] != actor.code]


def managers_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the managers of the site, for a select box."""
    return choices_of({Post.MANAGER}, actor, at)


def choices_of(
    posts: Collection[Post], actor: Actor, at: datetime
) -> list[tuple[str, Phrase | str]]:
    """Return who of those posts works at the site, for a select box."""
    here = working_at(actor.site_id or 0, at).filter(post__in=[post.value for post in posts])
    return [(one.code, f"{one.name} {one.code}") for one in here.order_by("pinyin", "code")]


def salespeople_ever(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return who else can hold a customer at the site or could until they left, for a select box."""
    here = [one for one in salespeople_to_choose(actor, at) if one[0] != actor.code]
    left = Staff.objects.filter(
        site_id=actor.site_id or 0, post=Post.SALESPERSON, left_at__isnull=False
    )
    told = left.order_by("pinyin", "code").values_list("code", "name")
    return here + [
        (code, phrase("{name} {code}, left", name=name, code=code)) for code, name in told
    ]


def lent_to(staff: str, at: datetime | Expression) -> Subquery:
    """Return the site of the loan that runs at that moment, for rows whose field names the person."""
    loans = Move.objects.filter(staff=OuterRef(staff), kind=Move.Kind.LOAN, from_at__lte=at)
    sites = loans.filter(until_at__gt=at).values("to_team__site_id")[:1]
    return Subquery(sites, output_field=BigIntegerField())


_CODES: Final = "SELECT id, code FROM people_staff WHERE id = ANY(%s::bigint[])"


def codes_of(staff_ids: list[int]) -> dict[int, str]:
    """Return the codes of those people."""
    if not staff_ids:
        return {}
    return dict(fetch_all(_CODES, (staff_ids,)))


def site_by_code(code: str) -> Site:
    """Return the site of that code.

    :raises Refused: `input` where there is none.
    """
    site = Site.objects.filter(code=code).first()
    if site is None:
        raise bad_input(phrase("There is no site with the code {code}.", code=code))
    return site


@cache
def trade_of(site_id: int) -> Trade:
    """Return the trade of a site; it never changes."""
    return Trade(Site.objects.values_list("trade", flat=True).get(pk=site_id))


def all_sites() -> list[Site]:
    """Return every site of the house, in the order of its code."""
    return list(Site.objects.order_by("code"))
