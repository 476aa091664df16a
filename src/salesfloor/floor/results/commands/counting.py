"""Counting a person's results of a day: the house's word (4.1.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import WhoSells
from salesfloor.base.figures import NO_FIGURE, OptionalFigure
from salesfloor.base.labels import Label
from salesfloor.base.lines import FieldValues, RegisterLine
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Line
from salesfloor.floor.results import rules, saying
from salesfloor.floor.results.choices import FIGURES, FLOORS, OF_APPLICATIONS, WORDS
from salesfloor.floor.results.models import Counted
from salesfloor.floor.results.sight import members_of, team_led_by
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

COUNTERS: Final = MANAGERS | {Post.DESK, Post.ADMIN, Post.LEAD}


class ResultsCounted(Answer):
    """What held before of the figures given, and how the count differs from the person's word."""

    who: str
    on: date
    before: dict[str, int | None]
    difference: dict[str, int | None]


@command(
    "count_results",
    may=COUNTERS,
    word=phrase("Count results"),
    clauses=("4.1.2",),
    trades=FLOORS,
    writes=RegisterLine(
        "performance",
        phrase("Counted for {who} on {on}: {counted}."),
        facts={"counted": FieldValues},
    ),
    done=phrase("Counted."),
)
def count_results(
    *,
    actor: StaffActor,
    at: datetime,
    who: WhoSells,
    on: Annotated[Day, Label("Day")],
    complete: Annotated[OptionalFigure, Label("Complete")] = None,
    incomplete: Annotated[OptionalFigure, Label("Unfinished cases")] = None,
    checks: Annotated[OptionalFigure, Label("Identity checks")] = None,
    reason: Annotated[Line, Label("Reason")] = "",
) -> ResultsCounted:
    """Say what the house counted of a person's day; a second count replaces the first.

    :raises Refused: `input` for no figure, or a day to come; `access` for a lead and another team's person;
        4.1.2 for oneself, for what applications tell, and for days long ago without a manager's reason.
    """
    person = people.person_here(who, actor.site_id, at)
    given = _given({"complete": complete, "incomplete": incomplete, "checks": checks})
    if actor.post is Post.LEAD and person.pk != actor.staff_id:
        team_id = team_led_by(actor, at)
        if team_id is None or person not in members_of(team_id, actor.site_id, at):
            raise no_access(phrase("A lead counts for the own team."))
    today, policy = day_of(at), rulebook.policies(actor.site_id, at)
    rules.is_counted_by(
        rulebook.policies_on(actor.site_id, on, at)["results.by"],
        wanted="count",
        figures=[name for name in given if name in OF_APPLICATIONS],
    ).enforce()
    rules.may_count(is_own=person.pk == actor.staff_id).enforce()
    rules.is_no_day_to_come(on, today).enforce()
    rules.may_count_so_late(
        on,
        today,
        policy["results.count_within_days"],
        is_managers_word=actor.post in MANAGERS and bool(reason),
    ).enforce()
    saying.one_at_a_time(person.pk, on)
    held, said = saying.held(person.pk, on, at), saying.said_last(person.pk, on, at)
    Counted.objects.create(
        site_id=actor.site_id,
        staff_id=person.pk,
        on=on,
        at=at,
        by=actor.code,
        reason=reason,
        **given,
    )
    difference = {
        name: None if (word := said[name]) is None else value - word
        for name, value in given.items()
    }
    body = {"who": who, "on": on.isoformat(), "counted": _written(given), **given}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason} if reason else {})
    _tell(person, actor, on, {name: one for name, one in difference.items() if one}, at)
    cite("4.1.2")
    about(f"staff:{who}")
    board_changed()
    return ResultsCounted(
        who=who, on=on, before={name: held[name] for name in given}, difference=difference
    )


def _given(figures: dict[str, int | None]) -> dict[str, int]:
    given = {name: value for name, value in figures.items() if value is not None}
    if not given or NO_FIGURE in given.values():
        raise bad_input(phrase("Give at least one figure, as a whole number from 0 to 99,999."))
    return given


def _written(given: dict[str, int]) -> list[str]:
    return [f"{name}={given[name]}" for name in FIGURES if name in given]


def _told(difference: dict[str, int]) -> Phrase:
    """Say each difference with the name of its figure."""
    parts = [
        phrase("{field} {value}", field=WORDS[name], value=f"{value:+}")
        for name, value in difference.items()
    ]
    told = parts[0]
    for part in parts[1:]:
        told = phrase("{some}, {more}", some=told, more=part)
    return told


def _tell(
    person: people.Staff, actor: StaffActor, on: date, difference: dict[str, int], at: datetime
) -> None:
    """Tell a difference to the person, the lead and the managers, and to nobody else (C7)."""
    if not difference:
        return
    team_id = people.team_at(person, at)
    leads = people.Staff.objects.filter(team_id=team_id or 0, post=Post.LEAD, left_at=None)
    managers = people.working_at(actor.site_id, at).filter(post=Post.MANAGER)
    told = {person.pk, *leads.values_list("pk", flat=True), *managers.values_list("pk", flat=True)}
    messages.tell_all(
        sorted(told),
        site_id=actor.site_id,
        at=at,
        clause="4.2.1.3",
        sentence=phrase(
            "Counted for {who} on {on}, more or less than was said: {difference}.",
            who=person.code,
            on=on,
            difference=_told(difference),
        ),
    )
