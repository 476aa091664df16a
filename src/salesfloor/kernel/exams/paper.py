"""A certificate on A4: who passed what, when, with how much, until when it is valid (7.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.kernel.exams.commands.sitting import MEMBERS
from salesfloor.kernel.exams.models import Attempt, Certificate
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def certificate(request: StaffRequest, number: int) -> HttpResponse:
    """Show a certificate as it is printed, to the person and to those who answer for them."""
    seen = people.seen_by(request.actor).values("pk")
    rows = Certificate.objects.filter(site_id=request.actor.site_id or 0, staff_id__in=seen)
    row: Certificate = row_or_404(rows.select_related("exam__course"), pk=number)
    attempts = Attempt.objects.filter(
        exam=row.exam, staff_id=row.staff_id, passed=True, ended_at__lte=row.passed_at
    )
    context = {
        "certificate": row,
        "name": names_by_id([row.staff_id]).get(row.staff_id, ""),
        "attempt": attempts.order_by("ended_at").last(),
        "is_over": row.valid_until < day_of(request.at),
        "taken_by": request.actor.name or request.actor.code,
        "site": request.site,
    }
    return render(request, "exams/certificate.html", context)
