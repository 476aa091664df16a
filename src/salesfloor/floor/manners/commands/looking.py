"""Looking at a team's appearance before the day begins (3.6.2.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, board_changed, cite, command
from salesfloor.base.fields import TeamHere
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.manners import rules
from salesfloor.floor.manners.models import TeamCheck
from salesfloor.floor.manners.queries import to_look_at
from salesfloor.floor.results import api as results
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

CLAUSE: Final = "3.6.2.1"
MOST: Final = 500


class Failing(Choice):
    """What does not meet the standard."""

    UNIFORM = "uniform", phrase("uniform")
    BADGE = "badge", phrase("badge")
    HAIR = "hair", phrase("hair")


ITEM_OF = {Failing.UNIFORM: "dress", Failing.BADGE: "badge", Failing.HAIR: "dress"}
"""What each of them is on record as."""


class TeamChecked(Answer):
    """Who was looked at, and what is on record against whom."""

    checked: list[str]
    conduct: dict[str, list[int]]


@command(
    "check_team",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Check the team's appearance"),
    clauses=(CLAUSE, "9.1.2.1"),
    trades=WITH_ROTATION,
    writes=RegisterLine("conduct", phrase("Appearance of team {team} checked: {checked}.")),
    done=phrase("Checked."),
)
def check_team(
    *,
    actor: StaffActor,
    at: datetime,
    team: TeamHere | None = None,
    failed: Annotated[
        dict[Code, list[Failing]],
        Field(max_length=MOST),
        Label("Who fails in what", hint=phrase("all others are fine")),
    ] = {},  # noqa: B006 - read only
) -> TeamChecked:
    """Look at those of a team who are signed in and were not looked at today; what fails goes on record.

    Who stands in for the lead looks at all others: nobody at themselves.

    :raises Refused: `access` for anybody but its lead, who stands in, or a manager; `input` for a manager
        who names no team, and for somebody who is not of the team, not signed in, or looked at already.
    """
    named = _team(actor, team, at)
    members = to_look_at(actor.site_id, named.pk, actor.staff_id, at)
    by_code = {one.code: one for one in members}
    rules.are_there([code for code in failed if code not in by_code]).enforce()
    for one in members:
        TeamCheck.objects.create(
            site_id=actor.site_id,
            team_id=named.pk,
            staff_id=one.pk,
            on=day_of(at),
            at=at,
            by=actor.code,
        )
    registers.record(actor=actor, at=at, body={"team": named.name, "checked": sorted(by_code)})
    numbers = {
        code: _on_record(by_code[code], what, actor, at) for code, what in sorted(failed.items())
    }
    cite(CLAUSE, "9.1.2.1")
    board_changed()
    return TeamChecked(
        checked=sorted(by_code), conduct={code: some for code, some in numbers.items() if some}
    )


def _team(actor: StaffActor, name: str | None, at: datetime) -> people.Team:
    own = results.team_led_by(actor, at)
    if name is not None:
        found = results.team_here(actor.site_id, name)
        rules.may_check_team(is_theirs=actor.post in MANAGERS or found.pk == own).enforce()
        return found
    if own is None and actor.post in MANAGERS:
        raise bad_input(phrase("Say which team."))
    rules.may_check_team(is_theirs=own is not None).enforce()
    return people.Team.objects.get(pk=own or 0)


def _on_record(
    person: people.Staff, what: list[Failing], actor: StaffActor, at: datetime
) -> list[int]:
    items = dict.fromkeys(ITEM_OF[one] for one in Failing if one in what)
    return [
        conduct.put_on_record(
            site_id=actor.site_id,
            staff_id=person.pk,
            matter=conduct.Matter(item, CLAUSE, f"check_team:{day_of(at).isoformat()}"),
            actor=actor,
            at=at,
        ).number
        for item in items
    ]
