"""Taking people on, giving them another post, ending their access."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

from django.db import transaction

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewStaffCode
from salesfloor.base.commands import SiteActor, about, board_changed, cite, command
from salesfloor.base.constraints import constraint
from salesfloor.base.fields import Reason, TeamKnown, TeamName, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine, line, occasion, tell
from salesfloor.base.names import pinyin_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import RequiredLine
from salesfloor.kernel.people import queries, rules
from salesfloor.kernel.people.commands.moves import (
    facts_of,
    leave_floor,
    write_down,
)
from salesfloor.kernel.people.models import Move, Staff, Team
from salesfloor.kernel.registers import api as registers

PostName = Annotated[
    Literal[
        "general_manager",
        "director",
        "manager",
        "lead",
        "salesperson",
        "desk",
        "finance",
        "admin",
        "quality",
    ],
    Label("Post"),
    Reference("post"),
]
"""The posts people have; the operator of the installation is none of them."""


JOINED: Final = occasion("joined")
"""Somebody works at the site from now on; the facts are `staff_id`, `who` and `post`."""
constraint("one_person_of_a_code", phrase("There is a person with this code already."))
constraint("people_staff_code_key", phrase("There is a person with this code already."))
constraint("one_team_of_a_name", phrase("There is a team of this name already."))
constraint(
    "c3_1_1_one_lead_of_a_team",
    phrase("The team already has a lead, and a team has exactly one. Look at the page anew."),
)
line(
    "come_back", "people", phrase("{who} is back, as {post}"), facts={"who": Who, "post": PostName}
)


class TakenOn(Answer):
    """Answer of `staff`."""

    staff: str


@command(
    "staff",
    without_by=True,
    may=SET_UP,
    word=phrase("Take a person on"),
    clauses=("3.1.1",),
)
def take_on(
    *,
    actor: SiteActor,
    at: datetime,
    code: Annotated[NewStaffCode, Label("Code")],
    name: Annotated[RequiredLine, Label("Name")],
    post: PostName,
    team: TeamName | None = None,
) -> TakenOn:
    """Take a person on; a team is founded by its lead. Who comes back may have the old code again.

    :raises Refused: 3.1.1 for a second lead of a team, or somebody else in a team without one; `input`
        for a code that somebody has, or that somebody else had.
    """
    queries.lock_people()
    before = Staff.objects.filter(code__iexact=code).first()
    if before is not None and before.left_at is None:
        raise bad_input(phrase("There is a person with the code {code} already.", code=code))
    if before is not None:
        rules.may_come_back(name, left_as=before.name).enforce()
    kind = Post(post)
    facts = queries.team_facts(actor.site_id, team, at) if team else None
    rules.may_join(kind, facts).enforce()
    person = before or Staff(code=code)
    person.name, person.pinyin, person.post = name, pinyin_of(name), kind
    person.site_id = actor.site_id
    person.team = _team(actor.site_id, team) if team else None
    person.joined_at, person.left_at, person.pin_hash = at, None, ""
    person.save()
    code = person.code
    if before is not None:
        registers.append(
            site_id=actor.site_id,
            kind="people",
            actor=actor,
            at=at,
            body={"do": "come_back", "who": code, "post": kind.value, "team": team or ""},
        )
    cite("3.1.1")
    about(f"staff:{code}")
    facts_of_joining = {"staff_id": person.pk, "who": code, "post": kind.value}
    tell(JOINED, site_id=actor.site_id, at=at, **facts_of_joining)
    return TakenOn(staff=code)


class PostChanged(Answer):
    """Answer of `change_post`."""

    who: str
    post: str
    team: str | None


@command(
    "change_post",
    may=MANAGERS,
    word=phrase("Change a post"),
    clauses=(
        "3.1.2",
        "3.1.1",
    ),
    post_clause="3.1.2",
    writes=RegisterLine("people", phrase("{who} is {post} from now on: {reason}")),
    done=phrase("The post is changed."),
)
def change_post(
    *,
    actor: SiteActor,
    at: datetime,
    who: Who,
    post: PostName,
    reason: Reason,
    team: TeamKnown | None = None,
) -> PostChanged:
    """Give a person another post, in the team named; a lead's team may be a new one.

    :raises Refused: 3.1.2 for one's own post or one not below one's own; 3.1.1 where a team
        would be left with no lead or with two.
    """
    queries.lock_people()
    person = queries.staff_by_code(who)
    old, new = Post(person.post), Post(post)
    rules.may_move_people(actor.post, same_site=person.site_id == actor.site_id).enforce()
    rules.may_appoint(actor.post, (old, new), is_self=who == actor.code).enforce()
    home = person.team
    if old is new:
        raise bad_input(phrase("{who} has this post already.", who=who))
    site_id = person.site_id or 0
    is_named_here = home is not None and home.name == team and new is Post.LEAD
    if not is_named_here:
        rules.may_leave(old, facts_of(home, at)).enforce()
    rules.may_join(new, queries.team_facts(site_id, team, at) if team else None).enforce()
    target = _team(site_id, team) if team else None
    _give_post(person, new, target, actor=actor, at=at, reason=reason)
    write_down(actor, at, "change_post", who=who, post=new.value, team=team or "", reason=reason)
    board_changed()
    return PostChanged(who=who, post=new.value, team=team)


class LeadNamed(Answer):
    """Answer of `name_lead`."""

    who: str
    team: str
    relieved: str | None


@command(
    "name_lead",
    may=MANAGERS,
    word=phrase("Name a lead"),
    clauses=(
        "3.1.1",
        "3.1.2",
    ),
    post_clause="3.1.2",
    writes=RegisterLine("people", phrase("{who} leads team {team} from now on: {reason}")),
    done=phrase("The team has its lead."),
)
def name_lead(
    *, actor: SiteActor, at: datetime, who: Who, team: TeamKnown, reason: Reason
) -> LeadNamed:
    """Name a team's lead; who led it until now goes on in it as a consultant (3.1.1).

    :raises Refused: 3.1.2 for oneself or somebody not below oneself; 3.1.1 where another team
        would be left without its lead.
    """
    queries.lock_people()
    person = queries.staff_by_code(who)
    target = queries.team_named(actor.site_id, team)
    same_site = {person.site_id, target.site_id} == {actor.site_id}
    rules.may_move_people(actor.post, same_site=same_site).enforce()
    posts = (Post(person.post), Post.LEAD)
    rules.may_appoint(actor.post, posts, is_self=who == actor.code).enforce()
    before = Staff.objects.filter(team=target, post=Post.LEAD, left_at=None).first()
    if before is not None and before.pk == person.pk:
        raise bad_input(phrase("{who} leads team {team} already.", who=who, team=team))
    rules.may_leave(Post(person.post), facts_of(person.team, at)).enforce()
    if before is not None:
        _give_post(before, Post.SALESPERSON, target, actor=actor, at=at, reason=reason)
    _give_post(person, Post.LEAD, target, actor=actor, at=at, reason=reason)
    relieved = before.code if before else ""
    write_down(actor, at, "name_lead", who=who, team=team, relieved=relieved, reason=reason)
    cite("3.1.1")
    board_changed()
    return LeadNamed(who=who, team=team, relieved=relieved or None)


def _team(site_id: int, name: str) -> Team:
    """Return the team of that name at the site, founded where there is none."""
    return Team.objects.get_or_create(site_id=site_id, name=name)[0]


def _give_post(
    person: Staff, post: Post, team: Team | None, *, actor: SiteActor, at: datetime, reason: str
) -> None:
    Move.objects.create(
        staff=person,
        kind=Move.Kind.POST,
        from_team_id=person.team_id,
        to_team=team,
        from_post=person.post,
        to_post=post,
        from_at=at,
        reason=reason,
        moved_by=actor.code,
        moved_at=at,
    )
    if post is not Post.SALESPERSON:
        leave_floor(person, at)
    person.post, person.team = post, team
    person.save(update_fields=["post", "team"])


def dismiss(*, staff_id: int, at: datetime) -> None:
    """End a person's access at once: account off, tokens revoked (case 88).

    :raises Refused: 3.2.3.6 in the middle of a reception; 7.1.12 for the last one present; 3.1.1
        where a team would be left without its lead.
    """
    with transaction.atomic():
        queries.lock_people()
        person = Staff.objects.select_related("team").get(pk=staff_id)
        leave_floor(person, at)
        rules.may_leave(Post(person.post), facts_of(person.team, at)).enforce()
        person.left_at = at
        person.save(update_fields=["left_at"])
        person.tokens.filter(revoked_at=None).update(revoked_at=at)
        account = getattr(person, "account", None)
        if account is not None:
            account.is_active = False
            account.save(update_fields=["is_active"])
