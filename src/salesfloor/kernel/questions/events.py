"""A question that nobody answered in time goes to the manager, too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.questions import rules
from salesfloor.kernel.questions.commands import UNANSWERED, put_on_list, rests_on
from salesfloor.kernel.questions.models import Question
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline

_ESCALATED: Final = lines.line(
    "question_escalated",
    "question",
    phrase("Question {question} goes to {to}, too: nobody answered in time"),
    facts={"question": int, "to": Who},
)


@deadlines.handler(
    UNANSWERED, word=phrase("A question is not answered in time"), limit=deadlines.Limit.DURATION
)
def escalate(deadline: Deadline, at: datetime) -> None:
    """Put an unanswered question to the manager, too, once."""
    row = Question.objects.select_for_update().get(pk=deadline.subject)
    if row.answered_at is not None or row.escalated_at is not None:
        return
    asker, asked = (people.Staff.objects.get(pk=one) for one in (row.asker_id, row.to_id))
    if not rules.goes_to_manager_too(asker=Post(asker.post), asked=Post(asked.post)):
        return
    managers = [one for one in people.ladder(row.site_id, at).of(Post.MANAGER) if one != asker.pk]
    if not managers:
        return
    code = people.codes_of([managers[0]])[managers[0]]
    row.escalated_at, row.escalated_to_id = at, managers[0]
    row.save(update_fields=["escalated_at", "escalated_to_id"])
    facts: dict[str, Any] = {"question": row.number, "to": code}
    actor = deadlines.system_actor(row.site_id)
    registers.write(_ESCALATED, actor=actor, at=at, body=facts, site_id=row.site_id)
    put_on_list(row, managers[0], at)
    numbers = rests_on(row.about)
    cite(*numbers)
    for number in numbers:
        miss(number)
    announce("question_escalated", *numbers, at=at, **facts)
