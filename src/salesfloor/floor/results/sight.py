"""Whose figures somebody sees: the own ones, a lead's team, all of the site for those who run it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.acts import StaffActor
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.base.refusals import Refused

MEMBERS: Final = ANYONE - {Post.OPERATOR}
SEE_ALL: Final = MANAGERS | {Post.ADMIN, Post.DESK}
SELLERS: Final = (Post.LEAD, Post.SALESPERSON)


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor sees: everything (`everybody`), or the people named and one team."""

    everybody: bool
    staff_ids: frozenset[int] = frozenset()
    team_id: int | None = None
    """The actor's own team."""
    leads: bool = False
    """Whether the actor leads that team, or stands in."""

    def sees(self, staff_id: int) -> bool:
        """Tell whether a person's figures are for the actor."""
        return self.everybody or staff_id in self.staff_ids


def staff_actor(actor: Actor) -> StaffActor:
    """Return the person who looks at a page as somebody at a site.

    :raises Refused: `input` for somebody of no site.
    """
    if actor.site_id is None or actor.staff_id is None:
        raise bad_input(phrase("Say at which site."))
    return StaffActor(
        code=actor.code,
        post=actor.post,
        site_id=actor.site_id,
        staff_id=actor.staff_id,
        name=actor.name,
        session=actor.session,
    )


def sight_of(actor: StaffActor, at: datetime) -> Sight:
    """Return whose figures the actor sees now."""
    person = people.Staff.objects.get(pk=actor.staff_id)
    team_id = people.team_at(person, at)
    if actor.post in SEE_ALL:
        return Sight(everybody=True, team_id=team_id)
    led = team_led_by(actor, at)
    if led is None:
        return Sight(everybody=False, staff_ids=frozenset({actor.staff_id}), team_id=team_id)
    members = frozenset(one.pk for one in members_of(led, actor.site_id, at))
    return Sight(everybody=False, staff_ids=members | {actor.staff_id}, team_id=led, leads=True)


def team_led_by(actor: StaffActor, at: datetime) -> int | None:
    """Return the team that somebody leads now, by post or by standing in for its lead."""
    for team in people.Team.objects.filter(site_id=actor.site_id).order_by("name"):
        lead = leave.acting_lead(team.pk, at)
        own = people.Staff.objects.filter(
            pk=actor.staff_id, team_id=team.pk, post=Post.LEAD, left_at=None
        )
        if (lead is not None and lead.pk == actor.staff_id) or own.exists():
            return team.pk
    return None


def members_of(team_id: int, site_id: int, at: datetime) -> list[people.Staff]:
    """Return the lead and salespeople who work in a team now, by code."""
    found = people.working_at(site_id, at).filter(post__in=SELLERS, joined_at__lte=at)
    history = people.TeamHistory(found.values_list("pk", flat=True))
    return [one for one in found.order_by("code") if history.at(one.pk, at) == team_id]


def sellers_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return who has targets and results that the actor may speak for, for a select box."""
    if actor.site_id is None or actor.staff_id is None:
        return []
    here = people.working_at(actor.site_id, at).filter(post__in=SELLERS)
    sight = sight_of(staff_actor(actor), at)
    found = [one for one in here.order_by("pinyin", "code") if sight.sees(one.pk)]
    return [(one.code, f"{one.name} {one.code}") for one in found]


def not_yours() -> Refused:
    """Return the refusal of figures that are somebody else's."""
    return no_access(phrase("You see your own figures, and your team's where you lead it."))


def team_here(site_id: int, name: str) -> people.Team:
    """Return a team of the site.

    :raises Refused: `input` where there is none of that name.
    """
    team = people.Team.objects.filter(site_id=site_id, name=name).first()
    if team is None:
        raise bad_input(phrase("There is no team called {name}.", name=name))
    return team
