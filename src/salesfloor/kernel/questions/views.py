"""The page of a question: what is not clear, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phones import masked_phones
from salesfloor.base.phrases import phrase
from salesfloor.kernel.questions import rules
from salesfloor.kernel.questions.commands import CLAUSE, MEMBERS
from salesfloor.kernel.questions.outcomes import outcome_of
from salesfloor.kernel.questions.queries import questions_seen_by
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import in_words, names_by_id
from salesfloor.web.pages import page, row_or_404
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.questions.models import Question
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def question(request: StaffRequest, number: int) -> HttpResponse:
    """Show a question to who asked, who was asked, and the managers."""
    row: Question = row_or_404(questions_seen_by(request.actor), number=number)
    names = names_by_id([row.asker_id, row.to_id, row.answered_by_id, row.escalated_to_id])
    facts = [
        (phrase("Asked by"), names.get(row.asker_id, "")),
        (phrase("Asked"), names.get(row.to_id, "")),
        (phrase("Went to, too"), names.get(row.escalated_to_id or 0, "")),
        (phrase("About"), _about(row.about)),
        (phrase("What became of it"), outcome_of(row.site_id, row.about) or ""),
        (phrase("Answer"), row.answer),
        (phrase("Answered by"), names.get(row.answered_by_id or 0, "")),
        (phrase("Took"), phrase("{count} min", count=row.minutes) if row.answered_at else ""),
    ]
    may = rules.may_answer(
        is_asker=row.asker_id == request.actor.staff_id,
        was_asked=row.to_id == request.actor.staff_id,
        post=request.actor.post,
    )
    is_open = row.answered_at is None
    return subject_page(
        request,
        f"question:{number}",
        head=phrase("Question {question}", question=number),
        clause=CLAUSE,
        words=row.text,
        state=phrase("open") if is_open else phrase("answered"),
        facts=[(label, value) for label, value in facts if value],
        acts=[Act("answer", {"question": number})] if is_open and may else [],
        ways=[(phrase("Open it"), row.about)] if _leads(row.about) else [],
    )


def _leads(subject: str) -> bool:
    """Tell whether what the question is about has a page under that name; a customer is named by phone."""
    return not subject.startswith("customer:") and bool(address_of(subject))


def _about(subject: str) -> Phrase | str:
    kind, _, name = subject.partition(":")
    return in_words(f"{kind}:{masked_phones(name)}" if kind == "customer" else subject)
