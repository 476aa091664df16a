"""Sites, staff, transfers, loans, leaving."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Literal

from django.db import transaction
from pypinyin import Style, lazy_pinyin

from salesfloor.base.china_time import end_of, iso, start_of
from salesfloor.base.commands import Actor, Answer, about, announce, cite, command
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, SET_UP, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import queries, rules
from salesfloor.kernel.people.models import Move, Site, Staff, Team
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.models import Deadline

TradeName = Literal[
    "real_estate", "showroom", "bank_cards", "distribution", "service_area", "pharma", "event"
]
PostName = Literal[
    "general_manager",
    "director",
    "manager",
    "lead",
    "salesperson",
    "desk",
    "finance",
    "admin",
    "quality",
]


@command("site", may=SET_UP)
def open_site(
    *,
    actor: Actor,
    at: datetime,
    code: Code,
    name: RequiredLine,
    trade: TradeName,
    opens: time,
    closes: time,
    policy: dict[str, Any] | None = None,
) -> Answer:
    """Open a site with its hours, its registers and its own policy values.

    :raises Refused: `input` for a code in use or a policy value that cannot be.
    """
    if Site.objects.filter(code=code).exists():
        raise bad_input(phrase("There is a site with the code {code} already.", code=code))
    if opens == closes:
        raise bad_input(phrase("A site opens and closes at different times."))
    site = Site.objects.create(
        code=code, name=name, trade=trade, opens=opens, closes=closes, created_at=at
    )
    registers.open_site(site.pk, code, at)
    for policy_name, value in (policy or {}).items():
        rulebook.set_policy(
            site_id=site.pk, name=policy_name, value=value, from_on=at.date(), actor=actor, at=at
        )
    for listener in rulebook.SITE_OPENED:
        listener(site.pk, at)
    cite("3.1.1", "3.2.3.1")
    about(f"site:{site.pk}")
    return {"site": code}


@command("staff", may=SET_UP)
def take_on(
    *,
    actor: Actor,
    at: datetime,
    code: Code,
    name: RequiredLine,
    post: PostName,
    team: RequiredLine | None = None,
) -> Answer:
    """Take a person on; a team is founded by its lead.

    :raises Refused: 3.1.1 for a second lead of a team, or a consultant in a team without one.
    """
    if Staff.objects.filter(code=code).exists():
        raise bad_input(phrase("There is a person with the code {code} already.", code=code))
    if actor.site_id is None:
        raise bad_input(phrase("Open a site before taking people on."))
    kind = Post(post)
    facts = queries.team_facts(actor.site_id, team) if team else None
    rules.may_join(kind, facts).enforce()
    place = Team.objects.get_or_create(site_id=actor.site_id, name=team)[0] if team else None
    person = Staff.objects.create(
        code=code,
        name=name,
        pinyin=pinyin_of(name),
        post=kind,
        site_id=actor.site_id,
        team=place,
        joined_at=at,
    )
    cite("3.1.1")
    about(f"staff:{person.pk}")
    return {"staff": code}


@command("transfer", may=ANYONE, clause="3.1.2")
def transfer(
    *, actor: Actor, at: datetime, who: Code, team: RequiredLine, reason: RequiredLine
) -> Answer:
    """Move a person to another team for good, with the reason on record.

    :raises Refused: 3.1.2 unless the site's manager or above; 3.1.1 where a team would be
        left with no lead or with two.
    """
    person = queries.staff_by_code(who)
    rules.may_move_people(actor.post, same_site=person.site_id == actor.site_id).enforce()
    target = queries.team_named(actor.site_id, team)
    if person.team_id == target.pk:
        raise bad_input(phrase("{who} is in team {team} already.", who=who, team=team))
    _check_move(person, target)
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
    person.team = target
    person.site_id = target.site_id
    person.save(update_fields=["team", "site_id"])
    _write_down(actor, at, "transfer", who=who, team=team, reason=reason)
    return {"who": who, "team": team}


@command("lend", may=ANYONE, clause="3.1.2")
def lend(
    *,
    actor: Actor,
    at: datetime,
    who: Code,
    team: RequiredLine,
    until: datetime | date,
    reason: RequiredLine,
) -> Answer:
    """Lend a person to another team until a day or moment; the loan ends by itself.

    :raises Refused: 3.1.2 unless the site's manager or above; 3.1.1 while another loan runs.
    """
    person = queries.staff_by_code(who)
    rules.may_move_people(actor.post, same_site=person.site_id == actor.site_id).enforce()
    target = queries.team_named(actor.site_id, team)
    if person.team_id == target.pk:
        raise bad_input(phrase("{who} is in team {team} already.", who=who, team=team))
    until_at = until if isinstance(until, datetime) else end_of(until)
    if until_at.tzinfo is None:
        until_at = start_of(until_at.date()).replace(hour=until_at.hour, minute=until_at.minute)
    if until_at <= at:
        raise bad_input(phrase("A loan ends after it starts."))
    running = queries.running_loan(person.pk, at)
    rules.may_be_lent(on_loan_until=running.until_at if running else None).enforce()
    _check_move(person, target)
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
    _write_down(actor, at, "lend", who=who, team=team, until=iso(until_at), reason=reason)
    return {"who": who, "team": team, "until": iso(until_at)}


@deadlines.handler("loan_ends")
def end_loan(deadline: Deadline, at: datetime) -> None:
    """End a loan at its own hour (3.1.2)."""
    loan = Move.objects.select_related("staff", "to_team").get(pk=deadline.subject)
    loan.ended_at = at
    loan.save(update_fields=["ended_at"])
    cite("3.1.2")
    announce("loan_ended", "3.1.2", at=at, who=loan.staff.code, team=loan.to_team.name)


def _check_move(person: Staff, target: Team) -> None:
    post = Post(person.post)
    home = person.team
    rules.may_leave(post, queries.team_facts(home.site_id, home.name) if home else None).enforce()
    rules.may_join(post, queries.team_facts(target.site_id, target.name)).enforce()


def _write_down(actor: Actor, at: datetime, do: str, **facts: str) -> None:
    registers.append(
        site_id=actor.site_id or 0, kind="people", actor=actor, at=at, body={"do": do, **facts}
    )
    cite("3.1.2")
    about(f"staff:{facts['who']}")


def pinyin_of(name: str) -> str:
    """Return the key by which a Chinese name sorts and is found."""
    return " ".join(lazy_pinyin(name, style=Style.NORMAL)).lower()


def dismiss(*, staff_id: int, at: datetime) -> None:
    """End a person's access at once: account off, tokens revoked (case 88)."""
    with transaction.atomic():
        person = Staff.objects.select_for_update().get(pk=staff_id)
        person.left_at = at
        person.save(update_fields=["left_at"])
        person.tokens.filter(revoked_at=None).update(revoked_at=at)
        account = getattr(person, "account", None)
        if account is not None:
            account.is_active = False
            account.save(update_fields=["is_active"])
