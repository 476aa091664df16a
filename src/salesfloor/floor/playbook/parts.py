"""The doubts of a reception on its page and where it is ended, each open or removed, with how (9.3.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.playbook.choices import ENDED, Result, Tactic
from salesfloor.floor.playbook.commands.cards import MEMBERS
from salesfloor.floor.playbook.queries import doubts_of, has_part
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.web.requests import StaffRequest

FIELDS: Final = ("words", "cause", "result", "method", "reason", "answer_by")


def _sees(request: StaffRequest, row: reception.Reception) -> bool:
    talk = reception.talk_named(row.site_id, row.ref)
    if talk is None or request.actor.post not in MEMBERS or request.actor.staff_id is None:
        return False
    return has_part(results.staff_actor(request.actor), request.at, talk)


def _may(request: StaffRequest, row: reception.Reception) -> bool:
    if reception.is_in(request.actor, row):
        return True
    return bool(doubts_of(row.site_id, row.pk)) and _sees(request, row)


def _build(request: StaffRequest, row: reception.Reception) -> Mapping[str, Any]:
    labels, methods = Result.labels(), Tactic.labels()
    is_in = reception.is_in(request.actor, row)
    return {
        "doubts": [
            (one, labels[one.result], methods.get(one.method, ""), one.result in ENDED)
            for one in doubts_of(row.site_id, row.pk)
        ],
        "cards": row.ref if is_in else "",
        "form": reception.form_about(request, "log_objection", FIELDS, ref=row.ref)
        if is_in
        else None,
    }


def _glance(request: StaffRequest, row: reception.Reception) -> Phrase | None:
    found = doubts_of(row.site_id, row.pk)
    if not found or not _sees(request, row):
        return None
    still = sum(one.result not in ENDED for one in found)
    removed = sum(one.result == Result.REMOVED for one in found)
    return phrase("Doubts: {open} still open, {removed} removed", open=still, removed=removed)


DOUBTS: Final = SubjectPart(
    "reception",
    "doubts",
    phrase("Doubts of the customer"),
    "playbook/_doubts.html",
    _build,
    may=_may,
    glance=_glance,
    commands=("log_objection",),
    rank=20,
)
