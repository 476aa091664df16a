"""Starting, moving and stopping escalations; telling a level when it falls due.

A limit that is counted from something that a person did (house rule of time 2) is kept by an act at the due
instant; a moment on the clock (rule 1) is not. The kind says which it has. A command that ends a matter first
lets the levels happen that fell due before it, so that the record is the same however late the worker is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.escalations.kinds import KINDS
from salesfloor.kernel.escalations.models import Escalation
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.kernel.deadlines.api import Deadline

HANDLER: Final = "escalation"
LEVELS: Final = 3
"""As many levels as the line above has rungs."""


def start(
    kind: str, subject: int, *, site_id: int, due_at: datetime, above: Post | None = None
) -> None:
    """Let a matter escalate from `due_at` on, anew where it did before.

    :raises KeyError: nobody declares the kind.
    """
    KINDS[kind]  # a misspelt kind fails here, not when it falls due
    row, _ = Escalation.objects.update_or_create(
        kind=kind,
        subject=subject,
        defaults={
            "site_id": site_id,
            "level": 0,
            "next_at": due_at,
            "above": above.value if above else "",
        },
    )
    _set_due(row, due_at)


def move(kind: str, subject: int, *, due_at: datetime) -> None:
    """Give a matter that has reached no level yet another due instant."""
    _set(_locked(kind, subject), due_at)


def restart(kind: str, subject: int, *, due_at: datetime) -> None:
    """Let a matter that was stopped escalate from `due_at` on, its levels from the first."""
    row = _locked(kind, subject)
    row.level = 0
    _set(row, due_at)


def _set(row: Escalation, due_at: datetime) -> None:
    row.next_at = due_at
    row.save(update_fields=["level", "next_at"])
    _set_due(row, due_at)


def _set_due(row: Escalation, due_at: datetime) -> None:
    deadlines.set_due(
        HANDLER, subject=row.pk, site_id=row.site_id, due_at=due_at, limit=KINDS[row.kind].limit
    )


def stop(kind: str, subject: int, *, at: datetime) -> None:
    """Let what fell due before `at` happen, then nothing more: somebody acts at `at`."""
    run_until(kind, subject, at)
    Escalation.objects.filter(kind=kind, subject=subject).update(next_at=None)
    for pk in Escalation.objects.filter(kind=kind, subject=subject).values_list("pk", flat=True):
        deadlines.settle(HANDLER, subject=pk, at=at)


def run_until(kind: str, subject: int, at: datetime) -> None:
    """Let the levels happen that fell due before `at`, whether or not the worker came to them."""
    row = _locked(kind, subject)
    declared = KINDS[row.kind]
    while row.next_at is not None and declared.is_over(row.next_at, at):
        _reach_next_level(row)


def totals(kind: str, subjects: Iterable[int], at: datetime) -> dict[int, int]:
    """Return how many levels each matter reached before `at`, those not yet written down included."""
    rows = Escalation.objects.filter(kind=kind, subject__in=list(subjects))
    return {row.subject: row.total + _unwritten(row, at) for row in rows}


@deadlines.handler(
    HANDLER, word=phrase("A matter goes one level up"), limit=deadlines.Limit.DURATION
)
def _due(deadline: Deadline, at: datetime) -> None:
    row = Escalation.objects.select_for_update().filter(pk=deadline.subject, next_at=at).first()
    if row is not None:
        _reach_next_level(row)


def _locked(kind: str, subject: int) -> Escalation:
    return Escalation.objects.select_for_update().get(kind=kind, subject=subject)


def _unwritten(row: Escalation, at: datetime) -> int:
    count, level, next_at = 0, row.level, row.next_at
    kind = KINDS[row.kind]
    while next_at is not None and kind.is_over(next_at, at) and level < LEVELS:
        if level + 1 > _ladder(row, next_at).levels:
            break
        level, count = level + 1, count + 1
        next_at += KINDS[row.kind].every(row.site_id, row.subject, next_at)
    return count


def _ladder(row: Escalation, at: datetime) -> people.Ladder:
    whole = people.ladder(row.site_id, at)
    return whole.above(Post(row.above)) if row.above else whole


def _reach_next_level(row: Escalation) -> None:
    """Tell the next level; levels beyond the last rung do not happen."""
    kind, due_at, level = KINDS[row.kind], row.next_at, row.level + 1
    if due_at is None:
        return
    line_above = _ladder(row, due_at)
    row.next_at = None
    if level <= line_above.levels:
        row.level, row.total = level, row.total + 1
        _tell(row, line_above.rung(level), due_at)
        if level < LEVELS:
            row.next_at = due_at + kind.every(row.site_id, row.subject, due_at)
    row.save(update_fields=["level", "total", "next_at"])
    if row.next_at is not None:
        _set_due(row, row.next_at)


def _tell(row: Escalation, rung: people.Rung, at: datetime) -> None:
    kind = KINDS[row.kind]
    matter = kind.matter(row.subject)
    facts = {**matter.facts, "level": row.level, "told": rung.codes}
    cite(matter.clause)
    miss(matter.clause)
    announce(kind.name, matter.clause, at=at, **facts)
    registers.write(
        kind.line,
        actor=deadlines.system_actor(row.site_id),
        at=at,
        body={"clause": matter.clause, **facts},
    )
    for staff_id in rung.ids:
        messages.tell(
            staff_id=staff_id,
            site_id=row.site_id,
            at=at,
            clause=matter.clause,
            sentence=matter.sentence,
            subject=matter.about,
        )
