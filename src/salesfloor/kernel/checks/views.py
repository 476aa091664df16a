"""Doing a check on a phone: one card an item, large buttons, photos that follow when the network is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.subjects import KINDS
from salesfloor.kernel.checks.choosing import is_for_trade
from salesfloor.kernel.checks.doing import score_of
from salesfloor.kernel.checks.listing import name_of_subject, title_of_check
from salesfloor.kernel.checks.lists import checklists
from salesfloor.kernel.checks.models import Check, CheckAnswer, Result
from salesfloor.kernel.checks.paper import asked_items, title_of
from salesfloor.kernel.checks.queries import READERS
from salesfloor.kernel.checks.ways import WAYS, Way
from salesfloor.kernel.work.api import subject_page
from salesfloor.web.dates import is_chinese
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page
from salesfloor.web.pages import row_or_404 as found_row

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.subjects import Subject
    from salesfloor.kernel.checks.lists import Checklist
    from salesfloor.web.requests import StaffRequest

CHECK: Final = "check"


@page(may=ANYONE, methods=["GET"])
def choose(request: StaffRequest) -> HttpResponse:
    """List the checklists of the site's trade with what each can be done about."""
    trade = getattr(request.site, "trade", "")
    mine = [
        one
        for one in checklists().values()
        if request.actor.post in one.may and is_for_trade(one, trade)
    ]
    groups = [(title_of(one), one, _subjects(request, one)) for one in mine if one.subject in KINDS]
    shown = {
        "groups": [row for row in groups if row[2]],
        "may_read": request.actor.post in READERS,
    }
    return render(request, "checks/choose.html", shown)


def _subjects(request: StaffRequest, checklist: Checklist) -> list[Subject]:
    """Return what a list can be done about; of one about oneself, only oneself."""
    kind, site_id = KINDS[checklist.subject], request.actor.site_id or 0
    if not checklist.about_oneself:
        return list(kind.all(site_id, request.at))
    own = kind.find(site_id, request.actor.code, request.at)
    return [] if own is None else [own]


@page(may=ANYONE, methods=["GET"])
def sheet(request: StaffRequest, code: str, subject: str) -> HttpResponse:
    """Show a checklist about one subject, to be answered standing."""
    checklist = checklists().get(code)
    if checklist is None or checklist.subject not in KINDS:
        raise Http404
    site_id = request.actor.site_id or 0
    found = KINDS[checklist.subject].find(site_id, subject, request.at)
    if found is None:
        raise Http404
    way = _way_of(checklist, subject)
    context = {
        "checklist": checklist,
        "title": title_of(checklist),
        "subject": found,
        "items": asked_items(checklist, site_id, request.at),
        "way": way,
        "next": request.GET.get("next", reverse("checks:choose")),
    }
    return render(request, "checks/sheet.html", context)


@page(may=READERS, methods=["GET"])
def check(request: StaffRequest, number: int) -> HttpResponse:
    """Show a check that was done: its answers, its points, its photos."""
    row: Check = found_row(Check.objects.filter(site_id=request.actor.site_id or 0), number=number)
    names = names_of([row.by])
    facts = [
        (phrase("What or where"), name_of_subject(row, request.at)),
        (phrase("When"), phrase("{at}", at=row.at)),
        (phrase("Done by"), names.get(row.by, row.by)),
        (phrase("Score"), score_of(row)),
    ]
    answers = row.answers.select_related("version").order_by("position", "pk")
    return subject_page(
        request,
        f"check:{number}",
        head=title_of_check(row),
        clause=row.clause,
        state=phrase("Struck") if row.struck_at else None,
        facts=[(label, value) for label, value in facts if value is not None],
        back=(phrase("Checks"), "checks:checks"),
        template="checks/check.html",
        more={"answers": [_answered(one) for one in answers]},
    )


def _answered(answer: CheckAnswer) -> tuple[str, Phrase | str, bool, str]:
    """Return an item as it was asked, how it was answered, whether it is wrong, and the note."""
    words = answer.words
    if answer.version is not None and not is_chinese():
        words = answer.version.en
    shown = Result(answer.result).label if answer.result else str(answer.number)
    return words, shown, answer.result == Result.FAIL.value, answer.note


def _way_of(checklist: Checklist, subject: str) -> Way:
    own = WAYS.get(checklist.code)
    if own is not None:
        return own(subject)
    return Way(CHECK, {"list": checklist.code, "subject": subject})
