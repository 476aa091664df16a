"""The page of a duty in a period: how it is done, or how its miss is excused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import Phrase, bilingual, phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.trades import trade_of
from salesfloor.kernel.checks import api as checks
from salesfloor.kernel.duties.blocks import DO_DUTY, Duty, duty_named
from salesfloor.kernel.duties.commands import MEMBERS
from salesfloor.kernel.duties.lists import misses_seen_by
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.kernel.duties.models import Miss
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def duty(request: StaffRequest, code: str, subject: str, period: str) -> HttpResponse:
    """Show a duty that is owed, with the way to do it, or one that was missed."""
    found = duty_named(code, trade_of(request.actor.site_id or 0))
    if found is None:
        raise Http404
    rows = misses_seen_by(request.actor).filter(duty=code, subject=subject, period=period)
    row = rows.first()
    about = names_of([subject]) if row or _is_here(subject, request) else {}
    facts: list[tuple[Phrase, object]] = [
        (phrase("What or whom it is about"), about.get(subject, subject)),
        (phrase("Period"), period),
    ]
    return subject_page(
        request,
        f"duty:{code}:{subject}:{period}",
        head=found.words,
        clause=found.clause,
        state=phrase("missed") if row else None,
        facts=[*facts, *_facts_of(row)],
        acts=_excuse(row, request) if row else _acts(found, subject),
        ways=[] if row else _ways(found, subject),
    )


def _is_here(code: str, request: StaffRequest) -> bool:
    """Tell whether somebody of that code works at the site: an address that anybody writes names nobody else."""
    here = people.working_at(request.actor.site_id or 0, request.at)
    return here.filter(code=code).exists()


def _facts_of(row: Miss | None) -> list[tuple[Phrase, object]]:
    if row is None:
        return []
    names = names_of([*row.who, row.excused_by])
    owed_by = joined(names.get(code, code) for code in row.who)
    found: list[tuple[Phrase, object]] = [
        (phrase("Due"), phrase("{at}", at=row.due_at)),
        (phrase("Owed by"), owed_by),
    ]
    if row.excused_at is not None:
        found.append((phrase("Miss excused by"), names.get(row.excused_by, row.excused_by)))
        found.append((phrase("Reason"), row.reason))
    return found


def _excuse(row: Miss, request: StaffRequest) -> list[Act]:
    if row.excused_at is not None or request.actor.post not in LEADERS:
        return []
    return [Act("excuse_duty", {"duty": row.duty, "subject": row.subject, "period": row.period})]


def _acts(found: Duty, subject: str) -> list[Act]:
    """Return the commands that fulfil the duty here, filled with what it is about."""
    acts = []
    for way in found.block.done_by:
        name, _, checklist = way.partition(":")
        if name == DO_DUTY:
            acts.append(Act(name, {"duty": found.code, "subject": subject}))
        elif not checklist and name in COMMANDS:
            acts.append(Act(name))
    return acts


def _ways(found: Duty, subject: str) -> list[tuple[Phrase, str]]:
    """Return the checklists that fulfil the duty; those about people are chosen by person."""
    lists = [way.partition(":")[2] for way in found.block.done_by]
    known = checks.checklists()
    return [
        (bilingual(known[one].en, known[one].zh), f"checklist:{one}:{subject}")
        for one in lists
        if one in known and known[one].subject == found.block.each
    ]
