"""Breaking a target down: a floor's into teams or people (4.1.2), a region's into its shares (1.2.5, 1.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.declarations import AtTrade
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.periods import read_period
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.shares import Weight, split
from salesfloor.base.texts import Name
from salesfloor.base.trades import Trade
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import rules
from salesfloor.floor.targets.claiming import basic_of
from salesfloor.floor.targets.commands.setting import (
    BASIC,
    DIVIDED,
    PLAN,
    TargetCode,
    done,
    replace_all,
    tell,
)
from salesfloor.floor.targets.models import Target
from salesfloor.floor.targets.regions import is_region
from salesfloor.floor.targets.sharing import Across, judge_shares, scopes_of_shares
from salesfloor.floor.targets.values import (
    AnyMeasure,
    GivenValue,
    measure_of,
    shown,
    unit_of,
    value_of,
)
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PARTS: Final = 500


class PartGiven(BaseModel):
    """What is split off, with its value or with its weight."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    key: Annotated[Name, Label("Code, name or period")]
    value: Annotated[GivenValue, Label("Value")] | None = None
    weight: Annotated[Weight, Label("Weight")] | None = None


class Part(Answer):
    """A part: its key, value and code."""

    key: str
    value: int | str
    target: str


class BrokenDown(Answer):
    """The parts."""

    parts: list[Part]


@command(
    "break_down",
    may=LEADERS,
    at_trades={Trade.DISTRIBUTION: AtTrade(frozenset({Post.DIRECTOR, Post.MANAGER}), DIVIDED)},
    word=phrase("Break a target down"),
    clauses=(*BASIC, PLAN, DIVIDED),
    writes=RegisterLine("target", phrase("Target {target} broken down across {across}.")),
    done=phrase("Broken down; the parts make the whole."),
)
def break_down(
    *,
    actor: StaffActor,
    at: datetime,
    target: TargetCode,
    across: Annotated[Across, Label("Across")],
    parts: Annotated[list[PartGiven], Field(min_length=1, max_length=MOST_PARTS), Label("Parts")],
    step: Annotated[GivenValue, Label("Rounded to")] | None = None,
) -> BrokenDown:
    """Break a target down; the parts make the whole exactly.

    :raises Refused: `input` for keys or values that do not fit; `access` for a lead and another team's
        target; 4.1.2 for parts that are not the whole, or again after the period has begun; in a region 1.2.5, of
        periods 1.1.3, for parts that are not the whole or do not fit in it.
    """
    whole = (
        Target.objects.select_for_update()
        .filter(site_id=actor.site_id, code=target, replaced_at=None)
        .first()
    )
    if whole is None:
        raise bad_input(phrase("There is no target {target} here.", target=target))
    measure = measure_of(whole.measure)
    before = list(whole.parts.filter(replaced_at=None))
    keys = [one.key for one in parts]
    if is_region(actor.site_id):
        scopes = scopes_of_shares(whole, across, keys, at)
        values = _values(whole, parts, step, measure)
        judge_shares(whole, across, scopes, _sum(values, whole, measure))
        cited: tuple[str, ...] = (PLAN if across is Across.PERIOD else DIVIDED,)
    else:
        _check_lead(actor, whole, at)
        scopes = _scopes(whole, across, keys, actor, at)
        values = _values(whole, parts, step, measure)
        _check_others(whole, scopes)
        rules.sums_exactly(_sum(values, whole, measure)).enforce()
        today = day_of(at)
        rules.may_set(is_over=whole.last < today).enforce()
        rules.may_set_again(has_begun=bool(before) and whole.first <= today).enforce()
        cited = BASIC
    replace_all(before, at)
    found = []
    for key, scope, value in zip(keys, scopes, values, strict=True):
        code = f"{target}/{key}"
        _create(whole, code, scope, value, actor, at)
        found.append(Part(key=key, value=shown(value, measure) or 0, target=code))
    body = {"target": target, "across": across, "parts": {one.key: one.value for one in found}}
    registers.record(actor=actor, at=at, body=body)
    done(f"target:{target}", *cited)
    return BrokenDown(parts=found)


def _sum(values: Sequence[int], whole: Target, measure: AnyMeasure) -> rules.Sum:
    parts = sum(values)
    said = [shown(one, measure) or 0 for one in (parts, whole.value, abs(parts - whole.value))]
    return rules.Sum(parts, whole.value, (said[0], said[1], said[2]))


def _check_lead(actor: StaffActor, whole: Target, at: datetime) -> None:
    if actor.post in MANAGERS:
        return
    if whole.team_id is None or whole.team_id != results.team_led_by(actor, at):
        raise no_access(phrase("A lead breaks down the own team's target."))


def _scopes(
    whole: Target, across: Across, keys: Sequence[str], actor: StaffActor, at: datetime
) -> list[dict[str, Any]]:
    """Return whose target each part is."""
    if across not in {Across.TEAM, Across.PERSON}:
        raise bad_input(phrase("A floor's target is split across teams or people."))
    if len(set(keys)) < len(keys):
        raise bad_input(phrase("The same key stands there twice."))
    if whole.staff_id is not None or (whole.team_id is not None and across is Across.TEAM):
        raise bad_input(phrase("This target cannot be split across that."))
    if across is Across.TEAM:
        return [{"team_id": results.team_here(actor.site_id, key).pk} for key in keys]
    here = people.working_at(actor.site_id, at).filter(post__in=results.SELLERS)
    if whole.team_id is not None:
        sellers = results.members_of(whole.team_id, actor.site_id, at)
    else:
        sellers = list(here)
    known = {one.code: one.pk for one in sellers if one.post == Post.SALESPERSON}
    missing = [key for key in keys if key not in known]
    if missing:
        raise bad_input(phrase("{who} is no salesperson of it.", who=listed(missing)))
    return [{"staff_id": known[key]} for key in keys]


def _values(
    whole: Target, parts: Sequence[PartGiven], step: str | None, measure: AnyMeasure
) -> list[int]:
    given = [one.value for one in parts]
    weights = [one.weight for one in parts]
    if all(one is not None for one in given) and not any(one is not None for one in weights):
        return [value_of(one or "", measure) for one in given]
    if any(one is not None for one in given) or any(one is None for one in weights):
        raise bad_input(phrase("Give every part a value, or every part a weight."))
    known = [one for one in weights if one is not None]
    if not any(known):
        raise bad_input(phrase("Not all weights can be nothing."))
    size = unit_of(measure) if step is None else value_of(step, measure)
    if whole.value % size:
        raise bad_input(phrase("The target is no multiple of the step."))
    return split(whole.value, known, step=size)


def _check_others(whole: Target, scopes: Sequence[dict[str, Any]]) -> None:
    """Refuse a part whose scope has a target of its own."""
    for scope in scopes:
        other = basic_of(whole.site_id, read_period(whole.period), whole.measure, **scope)
        if other is not None and other.whole_id != whole.pk:
            raise bad_input(
                phrase("There is a target for this already: {target}.", target=other.code)
            )


def _create(  # noqa: PLR0917 - the facts of a part
    whole: Target, code: str, scope: dict[str, Any], value: int, actor: StaffActor, at: datetime
) -> None:
    facts = {
        "period": whole.period,
        "first": whole.first,
        "last": whole.last,
        "item": whole.item,
        "place": whole.place,
        "dealer": whole.dealer,
        "staff_id": whole.staff_id,
        **scope,
    }
    row = Target.objects.create(
        site_id=whole.site_id,
        code=code,
        measure=whole.measure,
        value=value,
        whole=whole,
        set_at=at,
        set_by=actor.code,
        **facts,
    )
    if "staff_id" in scope:
        tell(row, at)
