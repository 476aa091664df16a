"""What papers say by themselves: that they expire soon, and that they are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.lines import on
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.subjects import name_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.licences import blocks, rules
from salesfloor.kernel.licences.models import Paper, PaperKind
from salesfloor.kernel.licences.recording import TO_RENEW, WARN_BEFORE, WATCH, watch
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.lines import Entry, RegisterLine
    from salesfloor.kernel.deadlines.api import Deadline

__all__ = ["blocks"]

EXPIRING: Final = lines.line(
    "paper_expiring",
    "paper",
    phrase("{subject}: {kind} expires in {days_left} days."),
    facts={"subject": str, "kind": PaperKind, "days_left": int},
)
EXPIRED: Final = lines.line(
    "paper_expired",
    "paper",
    phrase("{subject}: {kind} has expired."),
    facts={"subject": str, "kind": PaperKind},
)


@deadlines.handler(WATCH, word=phrase("The end of a licence is watched"))
def _say(deadline: Deadline, at: datetime) -> None:
    paper = Paper.objects.select_for_update().get(pk=deadline.subject)
    is_current = paper.replaced_at is None or paper.replaced_at >= at
    if paper.valid_until is None or not is_current:
        return
    left = rules.days_left(paper.valid_until, day_of(at)) or 0
    facts: dict[str, Any] = {"subject": paper.subject, "kind": paper.kind}
    word = PaperKind(paper.kind).label
    name = name_of([paper.subject_kind], paper.site_id, paper.subject, at)
    if left < 0:
        miss(paper.clause)
        sentence = phrase("{subject}: {kind} has expired.", subject=name, kind=word)
        _tell(paper, EXPIRED, facts, sentence, at)
    elif left in rulebook.policies(paper.site_id, at)[WARN_BEFORE]:
        sentence = phrase(
            "{subject}: {kind} expires in {days_left} days.",
            subject=name,
            kind=word,
            days_left=left,
        )
        _tell(paper, EXPIRING, {**facts, "days_left": left}, sentence, at)
    if paper.replaced_at is None:
        watch(paper, at)


def _tell(
    paper: Paper, line: RegisterLine, facts: dict[str, Any], sentence: Phrase, at: datetime
) -> None:
    announce(line.do, paper.clause, at=at, **facts)
    cite(paper.clause)
    registers.write(
        line,
        actor=deadlines.system_actor(paper.site_id),
        at=at,
        body={"clause": paper.clause, **facts},
    )
    keepers = people.working_at(paper.site_id, at).filter(post__in=[*MANAGERS, Post.ADMIN])
    messages.tell_all(
        list(keepers.values_list("pk", flat=True)),
        site_id=paper.site_id,
        at=at,
        clause=paper.clause,
        sentence=sentence,
        subject=paper.about,
    )
    if paper.replaced_at is None:
        work.owe(
            kind=TO_RENEW,
            subject=paper.about,
            site_id=paper.site_id,
            clause=paper.clause,
            sentence=sentence,
            at=at,
            posts=[Post.MANAGER, Post.ADMIN],
        )


@on(rulebook.POLICY_SET)
def _watch_anew(entry: Entry) -> None:
    """Warn by the times that the site has set from now on."""
    if entry.body["policy"] != WARN_BEFORE:
        return
    for paper in Paper.objects.filter(site_id=entry.site_id, replaced_at=None):
        watch(paper, entry.at)
