"""Breaking a target down: the tree of site, teams and people, last period's results, a proposal, what is left (7.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.periods import read_period
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.shares import split
from salesfloor.floor.pace.queries import progress
from salesfloor.floor.pace.standing import period_at
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Branch:
    """A target in the tree, under the one that it is a part of."""

    row: targets.Target
    name: str
    """Whose it is; empty for the site's."""
    measure: Phrase
    value: int | str | None
    depth: int
    may_break: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody or a team that gets a part: the last period's result, the part proposed, the one that holds."""

    key: str
    name: str
    last: int | float | str
    proposal: int | str | None
    value: int | str | None


@page(may=LEADERS, methods=["GET"])
def break_down(request: StaffRequest) -> HttpResponse:
    """Show the targets of a period as a tree, and one of them with its parts to fill in."""
    actor = results.staff_actor(request.actor)
    rows = _standing(actor, request.at)
    names = _names(actor.site_id, rows)
    tree = list(_branches(rows, names, actor, results.team_led_by(actor, request.at), None, 0))
    asked = request.GET.get("target", "")
    chosen = next((one for one in tree if one.row.code == asked and one.may_break), None)
    context: dict[str, Any] = {"tree": tree, "chosen": chosen}
    if chosen is not None:
        across = _across(chosen.row, request.GET.get("across", ""))
        context |= {
            "across": across,
            "parts": _parts(chosen.row, across, actor, request.at),
            "size": targets.unit_of(targets.measure_of(chosen.row.measure)),
        }
    return render(request, "pace/break_down.html", context)


def _standing(actor: StaffActor, at: datetime) -> list[targets.Target]:
    """Return the targets that hold now or later."""
    since = period_at(actor.site_id, at).first
    found = targets.Target.objects.filter(site_id=actor.site_id, replaced_at=None, last__gte=since)
    return list(found.order_by("first", "measure", "code"))


def _names(site_id: int, rows: Iterable[targets.Target]) -> dict[targets.Target, str]:
    teams = people.team_names_of(site_id)
    persons = names_by_id({row.staff_id for row in rows})
    return {
        row: persons.get(row.staff_id or 0, "") or teams.get(row.team_id or 0, "") for row in rows
    }


def _branches(  # noqa: PLR0917 - one step of a walk
    rows: list[targets.Target],
    names: dict[targets.Target, str],
    actor: StaffActor,
    own_team: int | None,
    whole: int | None,
    depth: int,
) -> Iterable[Branch]:
    known = {row.pk for row in rows}
    for row in rows:
        if (row.whole_id if row.whole_id in known else None) != whole:
            continue
        may = row.staff_id is None and (
            actor.post in MANAGERS or (row.team_id is not None and row.team_id == own_team)
        )
        measure = targets.measure_of(row.measure)
        value = targets.shown(row.value, measure)
        yield Branch(row, names[row], measure.label, value, depth, may)
        yield from _branches(rows, names, actor, own_team, row.pk, depth + 1)


def _across(row: targets.Target, asked: str) -> str:
    """Return what a target is broken into: as asked, as it is now, into teams where neither says."""
    if row.team_id is not None:
        return "person"
    if asked in {"team", "person"}:
        return asked
    is_of_people = row.parts.filter(replaced_at=None).exclude(staff_id=None).exists()
    return "person" if is_of_people else "team"


def _parts(row: targets.Target, across: str, actor: StaffActor, at: datetime) -> list[Part]:
    """Return who gets a part, with the shares that the last period's results propose."""
    measure = targets.measure_of(row.measure)
    last = progress(
        actor=actor,
        at=at,
        period=read_period(row.period).previous(),
        measure=results.Measure(row.measure),
    )
    standing = {
        (one.team_id, one.staff_id): one.value for one in row.parts.filter(replaced_at=None)
    }
    if across == "team":
        got = {one.team: one.result for one in last.teams}
        found: list[tuple[str, str, int | None, int | None]]
        found = [(name, name, pk, None) for pk, name in people.team_names_of(row.site_id).items()]
        found.sort(key=lambda one: one[0])
    else:
        got = {one.who: one.result for one in last.rows}
        found = [(one.code, one.name, None, one.pk) for one in _sellers(row, at)]
    weights = [Fraction(str(got.get(key, 0))) for key, *_ in found]
    proposed = _proposed(row.value, weights, targets.unit_of(measure))
    return [
        Part(
            key,
            name,
            got.get(key, 0),
            targets.shown(proposal, measure),
            targets.shown(standing.get((team_id, staff_id), proposal), measure),
        )
        for (key, name, team_id, staff_id), proposal in zip(found, proposed, strict=True)
    ]


def _sellers(row: targets.Target, at: datetime) -> list[people.Staff]:
    if row.team_id is not None:
        here = results.members_of(row.team_id, row.site_id, at)
    else:
        here = list(people.working_at(row.site_id, at))
    return sorted((one for one in here if one.post == Post.SALESPERSON), key=lambda one: one.code)


def _proposed(value: int, weights: list[Fraction], size: int) -> list[int]:
    """Return parts by the largest remainder of last period's results; equal ones where there were none."""
    if not weights:
        return []
    step = size if value % size == 0 else 1
    return split(value, weights if any(weights) else [Fraction(1)] * len(weights), step=step)
