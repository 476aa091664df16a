"""Asking the manager from a reception, and what became of a reception that a question is about (9.3.2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries.receptions import is_in
from salesfloor.floor.reception.views.parts import form_about
from salesfloor.kernel.people import api as people
from salesfloor.kernel.questions import api as questions
from salesfloor.web.directory import names_by_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest


def _asked(request: StaffRequest, row: Reception) -> list[questions.Question]:
    """Return the questions about a reception that the reader sees, in the order in which they were asked."""
    seen = questions.questions_seen_by(request.actor)
    return list(seen.filter(about=f"reception:{row.ref}").order_by("number"))


def _may(request: StaffRequest, row: Reception) -> bool:
    return is_in(request.actor, row) or bool(_asked(request, row))


def _build(request: StaffRequest, row: Reception) -> Mapping[str, Any]:
    asked = _asked(request, row)
    names = names_by_id([one.answered_by_id or one.to_id for one in asked])
    return {
        "asked": [(one, names.get(one.answered_by_id or one.to_id, "")) for one in asked],
        "waits": any(one.answered_at is None for one in asked),
        "form": _form(request, row) if is_in(request.actor, row) else None,
    }


def _form(request: StaffRequest, row: Reception) -> CommandForm:
    """Return the form of a question to the manager; where there are several, one of them is chosen."""
    here = people.working_at(row.site_id, request.at).filter(post=Post.MANAGER)
    managers = list(here.order_by("pinyin", "code").values_list("code", "name"))
    about = f"reception:{row.ref}"
    if len(managers) == 1:
        return form_about(request, "ask", ["text"], about=about, to=managers[0][0])
    form = form_about(request, "ask", ["text", "to"] if managers else ["text"], about=about)
    fields = [
        replace(one, kind="choice", choices=managers) if one.name == "to" else one
        for one in form.fields
    ]
    return replace(form, fields=fields)


def _glance(request: StaffRequest, row: Reception) -> Phrase | None:
    asked = _asked(request, row)
    if not asked:
        return None
    answered = sum(one.answered_at is not None for one in asked)
    return phrase(
        "Questions from this reception: {count}, answered {answered}",
        count=len(asked),
        answered=answered,
    )


@questions.tells_outcome("reception")
def outcome_of(site_id: int, ref: str) -> Phrase | None:
    """Say how the reception ended that a question is about; nothing while it goes on."""
    rows = Reception.objects.filter(site_id=site_id, ref=ref).exclude(outcome="")
    outcome = rows.values_list("outcome", flat=True).first()
    return customers.Outcome.labels()[customers.Outcome(outcome)] if outcome else None


ASKING: Final = SubjectPart(
    "reception",
    "questions",
    phrase("Ask the manager"),
    "reception/_questions.html",
    _build,
    may=_may,
    glance=_glance,
    commands=("ask",),
    rank=30,
)
