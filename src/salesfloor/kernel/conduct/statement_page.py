"""The statement of fines for finance: a month on screen and on paper, wages, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.money import yuan
from salesfloor.base.periods import Period, PeriodKind, containing, read_period
from salesfloor.base.posts import Post
from salesfloor.kernel.conduct.fining import appeal_until
from salesfloor.kernel.conduct.models import Fine, State
from salesfloor.kernel.conduct.rules import Why
from salesfloor.kernel.conduct.statement_file import file_of
from salesfloor.kernel.conduct.statements import READERS, RISK, rows_of
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import in_words, names_by_id
from salesfloor.web.lists.exporting import WAYS
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def statement(request: StaffRequest, month: str = "") -> HttpResponse:
    """Show what became final in a month, person by person, and what of it may be deducted."""
    site_id, today = request.actor.site_id or 0, day_of(request.at)
    asked = _month(month or request.GET.get("month", ""), today)
    rows, closed = rows_of(site_id, asked, request.at)
    names = names_by_id([row.staff_id for row in rows])
    fines = Fine.objects.filter(site_id=site_id, number__in=[n for row in rows for n in row.fines])
    fines = fines.select_related("record", "record__appeal").order_by("number")
    policy = rulebook.policies_on(site_id, min(asked.last, today), request.at)
    if request.GET.get("as") in WAYS:
        deducts = policy["fine.deduct"]
        return file_of(request, str(asked), rows, list(fines), deducts=deducts)
    context: dict[str, Any] = {
        "month": asked,
        "before": asked.previous(),
        "after": asked.next() if asked.last < today else None,
        "rows": [_shown(row, names.get(row.staff_id, row.who)) for row in rows],
        "fines": [(one, in_words(one.form)) for one in fines],
        "others": _others(site_id, asked, {n for row in rows for n in row.fines}),
        "total": yuan(sum(row.final_fen for row in rows)),
        "deductible": yuan(sum(row.deductible_fen or 0 for row in rows)),
        "without_wage": sum(row.why == Why.NO_WAGE for row in rows),
        "closed": closed,
        "deducts": policy["fine.deduct"],
        "risk": RISK,
        "is_over": request.at >= end_of(asked.last),
        "by": request.actor.name or request.actor.code,
    }
    if COMMANDS["review_form"].may_be_given_by(request.actor):
        context["review"] = give_form(request, "review_form")
    if request.actor.post is Post.FINANCE:
        given = {"month": str(asked)}
        context["wage"] = give_form(request, "set_wage", given=given, hidden=["month"])
        if closed is None and context["is_over"]:
            context["close"] = give_form(request, "close_statement", given=given, hidden=["month"])
    return render(request, "conduct/statement.html", context)


def _others(site_id: int, month: Period, final: set[int]) -> list[dict[str, Any]]:
    """Return the fines reviewed in a month that are not in its statement: how each stands, until when."""
    rows = Fine.objects.filter(site_id=site_id, on__gte=month.first, on__lte=month.last)
    rows = rows.exclude(number__in=final).select_related("record").order_by("number")
    names = names_by_id([one.record.staff_id for one in rows])
    return [
        {
            "fine": one,
            "form": in_words(one.form),
            "name": names.get(one.record.staff_id, ""),
            "state": State(one.record.state).label,
            "until": appeal_until(one.record)
            if one.record.state == State.STANDING and one.final_at is None
            else None,
        }
        for one in rows
    ]


def _month(text: str, today: date) -> Period:
    try:
        found = read_period(text)
    except UnusableError:
        return containing(today, PeriodKind.MONTH)
    return found if found.kind is PeriodKind.MONTH else containing(today, PeriodKind.MONTH)


def _shown(row: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - a statement's row
    return {
        "name": name,
        "code": row.who,
        "fines": row.fines,
        "final": yuan(row.final_fen),
        "wage": None if row.wage_fen is None else yuan(row.wage_fen),
        "deductible": None if row.deductible_fen is None else yuan(row.deductible_fen),
        "because": Why(row.why).label,
    }
