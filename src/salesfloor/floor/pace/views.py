"""Targets against results, large enough for the Monday meeting; and one warning with what it rests on."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.china_time import end_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.periods import Period, read_period
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.floor.pace.choices import CLAUSES
from salesfloor.floor.pace.leading import leads, marks
from salesfloor.floor.pace.models import Due, Given, Level, Plan, State
from salesfloor.floor.pace.queries import progress, state_of
from salesfloor.floor.pace.sentences import sentences_of
from salesfloor.floor.pace.standing import period_at
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.charts import Chart, Series
from salesfloor.web.directory import names_by_id, names_of, with_names
from salesfloor.web.pages import give_form, page, row_or_404

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.floor.pace.queries import Progress
    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest

_MOST_ROWS: Final = 60
_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "set_target": ("item", "place", "dealer"),
    "change_target": (),
}
"""What leaders do about targets on the page, beside claiming, without what a region alone is asked."""
_AGAIN: Final = {
    Level.VERBAL: lambda name: phrase("Verbal warning to {name}: give it now?", name=name),
    Level.WRITTEN: lambda name: phrase("Written warning to {name}: give it now?", name=name),
}
_STAYS: Final = (
    phrase(
        "The figures stay with it as they stand now; a wrong figure is put right before it is given."
    ),
    phrase("The person is told, confirms having received it in own words, and may appeal."),
    phrase(
        "Somebody else of at least this height rules on an appeal; without a ruling in time it is granted."
    ),
)
_DOES: Final = {
    Level.VERBAL: (
        *_STAYS,
        phrase("It counts until the end of the period; nothing follows by itself."),
    ),
    Level.WRITTEN: (
        *_STAYS,
        phrase("A plan goes with it: a value, 14 to 92 days, and the help that is offered."),
        phrase(
            "Whether the plan is reached is worked out from results; nothing follows by itself."
        ),
    ),
}


@page(may=results.MEMBERS, methods=["GET"])
def progress_page(request: StaffRequest) -> HttpResponse:
    """Show targets, results, pace and forecast of the people that one answers for."""
    actor = results.staff_actor(request.actor)
    period = _period(request.GET.get("period", "")) or period_at(actor.site_id, request.at)
    site = people.Site.objects.get(pk=actor.site_id)
    week = targets.week_to_offer(site, actor.staff_id, request.at)
    shown = progress(actor=actor, at=request.at, period=period)
    names = names_of([*(row.who for row in shown.rows), *(row.lead or "" for row in shown.teams)])
    context: dict[str, Any] = {
        "shown": shown,
        "names": names,
        "periods": [str(one) for one in (period.previous(), period, period.next())],
        "week": str(targets.period_to_claim(actor.site_id, request.at)),
        "chart": _chart(shown, names),
        "leads": leads(actor, request.at, period),
        "marks": marks(actor, request.at, period),
        "measure": results.Measure(shown.measure).label,
    }
    if actor.post in LEADERS or actor.post == "salesperson":
        hidden = ["measure"] if actor.post in LEADERS else ["measure", "who"]
        given = {"period": str(week)}
        context["claim"] = give_form(request, "claim_target", given=given, hidden=hidden)
        if actor.post in results.SELLERS:
            beside = targets.beside_claim(site, actor.staff_id, week, request.at)
            context["beside_claim"] = beside
    context["more"] = _forms(request, period, shown.measure)
    context["may_break_down"] = COMMANDS["break_down"].may_be_given_by(request.actor)
    own = [row for row in shown.rows if row.who == actor.code]
    if own:
        person = people.Staff.objects.get(pk=actor.staff_id)
        context["because"] = sentences_of(actor.site_id, person, request.at, period=period)
    return render(request, "pace/progress.html", context)


def _forms(request: StaffRequest, period: Period, measure: str) -> list[CommandForm]:
    """Return what leaders do about targets, filled with the period that is shown and a code that is free."""
    taken = set(
        targets.Target.objects.filter(
            site_id=request.actor.site_id or 0, code__startswith=str(period)
        ).values_list("code", flat=True)
    )
    codes = (f"{period}-{number}" for number in count(1))
    given = {"period": str(period), "measure": measure}
    known = {"set_target": given | {"target": next(one for one in codes if one not in taken)}}
    return [
        give_form(request, name, given=known.get(name, given), hidden=hidden)
        for name, hidden in _FORMS.items()
        if COMMANDS[name].may_be_given_by(request.actor)
    ]


def _period(text: str) -> Period | None:
    try:
        return read_period(text)
    except UnusableError:
        return None


def _chart(shown: Progress, names: dict[str, str]) -> Chart | None:
    """Return result beside target, for each person with a target."""
    rows = [row for row in shown.rows if row.target is not None][:_MOST_ROWS]
    if not rows:
        return None
    return Chart(
        phrase("Result beside target"),
        [names.get(row.who, row.who) for row in rows],
        [
            Series(phrase("Result"), [float(row.result) for row in rows], "accent"),
            Series(phrase("Expected by now"), [_number(row.expected) for row in rows], "note"),
            Series(phrase("Target"), [_number(row.target) for row in rows], "soft"),
        ],
        kind="bars",
        has_table=False,
    )


def _number(value: float | str | None) -> float | None:
    return None if value is None else float(value)


@page(may=results.MEMBERS, methods=["GET"])
def warning(request: StaffRequest, number: int) -> HttpResponse:
    """Show a warning: facts as they stood, what it asks for, and what the person can do."""
    actor = results.staff_actor(request.actor)
    row = Given.objects.filter(site_id=actor.site_id, number=number).first()
    if row is None or not results.sight_of(actor, request.at).sees(row.staff_id):
        raise Http404
    plan = Plan.objects.filter(warning=row).first()
    names = names_by_id([row.staff_id])
    person = people.Staff.objects.get(pk=row.staff_id)
    until = _appeal_until(row)
    facts = [
        (phrase("Who"), names.get(row.staff_id, "")),
        (phrase("Given by"), names_of([row.by]).get(row.by, row.by)),
        (phrase("Period"), row.period),
        (phrase("Target then"), row.facts.get("target", "")),
        (phrase("Result then"), row.facts.get("result", "")),
        (phrase("Stands until"), phrase("{on}", on=row.until)),
        (phrase("Appeal until the end of"), phrase("{on}", on=until) if until else ""),
        (phrase("Help offered"), plan.help if plan else ""),
        (phrase("Your words"), row.reply),
        *conduct.facts_of_appeal(_record_of(row)),
    ]
    return subject_page(
        request,
        f"warning:{number}",
        head=phrase("Warning {warning}", warning=number),
        clause=CLAUSES[row.level],
        words=row.words,
        state=state_of(row, request.at).label,
        facts=[(label, value) for label, value in facts if value not in {"", None}],
        acts=_acts(row, plan, actor, request.at),
        template="pace/warning.html",
        more={
            "because": with_names(sentences_of(actor.site_id, person, request.at, given=row)),
            "has_own_primary": row.state == State.APPEALED,
        },
    )


@page(may=results.MEMBERS, methods=["GET"])
def due(request: StaffRequest, number: int) -> HttpResponse:
    """Show a warning that the figures call for, with the figures of now and the form that gives it."""
    actor = results.staff_actor(request.actor)
    row: Due = row_or_404(Due.objects.filter(site_id=actor.site_id), pk=number)
    if not results.sight_of(actor, request.at).sees(row.staff_id):
        raise Http404
    level = Level(row.level)
    person = people.Staff.objects.get(pk=row.staff_id)
    given = {"who": person.code, "level": level.value}
    hidden = ("who", "level", "plan") if level is Level.VERBAL else ("who", "level")
    given_for_it = Given.objects.filter(
        staff_id=row.staff_id, level=row.level, period=row.period
    ).exclude(state=State.WAIVED)
    numbers = list(given_for_it.values_list("number", flat=True))
    facts = [
        (phrase("Who"), person.name),
        (phrase("Period"), row.period),
        (phrase("Fell due"), phrase("{at}", at=row.at)),
        (phrase("To be given until"), phrase("{on}", on=row.give_by)),
    ]
    return subject_page(
        request,
        f"warning_due:{number}",
        head=level.label,
        clause=CLAUSES[level],
        facts=facts,
        acts=[]
        if numbers
        else [
            Act("warn", given, hidden, again=_AGAIN[level](person.name), clauses=(CLAUSES[level],))
        ],
        state=phrase("given") if numbers else None,
        ways=[(phrase("Warning {warning}", warning=one), f"warning:{one}") for one in numbers],
        back=(phrase("Targets and progress"), "pace:progress"),
        template="pace/warning.html",
        more={
            "because": with_names(sentences_of(actor.site_id, person, request.at)),
            "does": [] if numbers else _DOES[level],
        },
    )


def _acts(row: Given, plan: Plan | None, actor: StaffActor, at: datetime) -> list[Act]:
    about = {"about": f"warning:{row.number}"}
    is_open = row.delivered_at is None and row.state != State.WAIVED
    if row.staff_id == actor.staff_id:
        return [Act("acknowledge", about)] if is_open else _appeal(row, at)
    if row.state == State.APPEALED:
        to_rule = conduct.record_to_rule_on(row.site_id, str(row), actor, at)
        return conduct.ways_to_rule(str(row), CLAUSES[row.level]) if to_rule else []
    if row.by == actor.code and is_open:
        return [Act("deliver", about, hidden=("about",))]
    if plan is not None and plan.is_reached is False and plan.settled_at is None:
        return [Act("settle_plan", about, hidden=("about",))]
    return []


def _appeal(row: Given, at: datetime) -> list[Act]:
    """Return the appeal that the person may still make."""
    until = _appeal_until(row)
    if until is None or row.state != State.DELIVERED or at >= end_of(until):
        return []
    given, hidden = {"about": f"warning:{row.number}"}, ("about", "fine_no")
    return [Act("appeal", given, hidden, clauses=(CLAUSES[row.level],))]


def _record_of(row: Given) -> conduct.Record | None:
    """Return the record of a warning that was received."""
    return conduct.Record.objects.filter(
        site_id=row.site_id, staff_id=row.staff_id, subject=str(row)
    ).first()


def _appeal_until(row: Given) -> date | None:
    """Return the last day on which a warning that was received can be appealed."""
    record = _record_of(row)
    return None if record is None else conduct.appeal_until(record)
