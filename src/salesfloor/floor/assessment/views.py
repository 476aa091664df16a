"""The page of an assessment: its formula with one's own figures, before it is closed and after (7.1.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.labels import label_of_field
from salesfloor.base.periods import read_period
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.shares import SCORE_DECIMALS, answered
from salesfloor.floor.assessment import rules
from salesfloor.floor.assessment.commands import Weights
from salesfloor.floor.assessment.models import Assessment, Score
from salesfloor.floor.assessment.parts import Figures
from salesfloor.floor.results import api as results
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import give_form, page, row_or_404

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest

_DECIMALS: Final = 2


@page(may=results.MEMBERS, methods=["GET"])
def assessment(request: StaffRequest, number: int) -> HttpResponse:
    """Show the weights, and parts and total of the people that one sees; nothing is decided by it."""
    actor = results.staff_actor(request.actor)
    row: Assessment = row_or_404(Assessment.objects.filter(site_id=actor.site_id), number=number)
    scores = {one.staff_id: one for one in Score.objects.filter(assessment=row)}
    rows = _rows(row, actor, request.at, scores)
    context: dict[str, Any] = {
        "assessment": row,
        "weights": [
            (label_of_field(name, info), name, row.weights.get(name, 0))
            for name, info in Weights.model_fields.items()
        ],
        "rows": rows,
        "mine": next((one for one in rows if one["staff_id"] == actor.staff_id), None),
    }
    given = {"assessment": number}
    if row.closed_at is None and actor.post in LEADERS:
        context["score"] = give_form(request, "score", given=given, hidden=["assessment"])
    if row.closed_at is None and actor.post in MANAGERS:
        context["close"] = give_form(
            request, "close_assessment", given=given, hidden=["assessment"]
        )
    subject = f"assessment:{number}"
    own = conduct.Record.objects.filter(
        site_id=actor.site_id, staff_id=actor.staff_id, subject=subject
    ).first()
    if own is not None and own.state == conduct.State.STANDING:
        about = {"about": subject}
        context["appeal"] = give_form(
            request, "appeal", given=about, hidden=["about", "fine_no"], clauses=("7.1.7",)
        )
    context["own"] = own
    context["appeal_facts"] = conduct.facts_of_appeal(own)
    to_rule = conduct.record_to_rule_on(actor.site_id, subject, actor, request.at)
    if to_rule is not None:
        name = names_by_id([to_rule.staff_id]).get(to_rule.staff_id, "")
        context["rule_facts"] = [(phrase("Who"), name), *conduct.facts_of_appeal(to_rule)]
        context["rule"] = [
            _ruling(request, subject, word, stands=stands) for stands, word in conduct.RULINGS
        ]
    context["appealed"] = conduct.State(own.state).label if own else ""
    return render(request, "assessment/assessment.html", context)


def _ruling(request: StaffRequest, about: str, word: Phrase, *, stands: bool) -> CommandForm:
    """Return the form of one of the two rulings on an appeal."""
    given = {"about": about, "stands": stands}
    form = give_form(
        request,
        "rule_on_appeal",
        given=given,
        hidden=conduct.RULED_ON,
        about=int(stands),
        clauses=("7.1.7",),
    )
    return replace(form, word=word)


def _rows(
    row: Assessment, actor: StaffActor, at: datetime, scores: dict[int, Score]
) -> list[dict[str, Any]]:
    """Return parts and total of each person that one sees: as closed, or as they stand now."""
    seen = {one.pk: one for one in people.seen_by(actor)}
    found_rows: list[tuple[people.Staff, dict[str, Any], Any]] = []
    if row.closed_at is not None:
        kept = row.outcomes.filter(staff_id__in=seen)
        found_rows += [(seen[one.staff_id], one.parts, one.total) for one in kept]
    else:
        site = people.Site.objects.get(pk=row.site_id)
        figures = Figures(site, read_period(row.period), at)
        for person in seen.values():
            if person.post != Post.SALESPERSON and person.pk not in scores:
                continue
            given = scores.get(person.pk)
            parts = figures.of(person, given.points if given else None)
            total = answered(rules.total(row.weights, parts), SCORE_DECIMALS)
            found_rows.append(
                (person, {name: answered(part, _DECIMALS) for name, part in parts.items()}, total)
            )
    names = tuple(Weights.model_fields)
    return [
        {
            "staff_id": person.pk,
            "name": person.name,
            "code": person.code,
            "parts": [parts.get(name) for name in names],
            "total": total,
            "words": scores[person.pk].words if person.pk in scores else "",
        }
        for person, parts, total in sorted(found_rows, key=lambda one: one[0].code)
    ]
