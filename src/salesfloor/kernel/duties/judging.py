"""Judging duties when their period is over: what was not done is missed, nobody acting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties.blocks import Every, duties_of
from salesfloor.kernel.duties.listing import refresh
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.owing import done_in, owed_by_days, owed_in, owing
from salesfloor.kernel.duties.periods import span_ending
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from salesfloor.kernel.duties.blocks import Duty
    from salesfloor.kernel.duties.owing import Owed

MIDNIGHT: Final = "duties_at_midnight"
MISSED: Final = lines.line(
    "duty_missed",
    "conduct",
    phrase("Missed: {duty} of {subject} for {period}, owed by {who}."),
    facts={"duty": str, "subject": str, "period": str, "who": list[Who]},
)


def watch(site_id: int, at: datetime) -> None:
    """Let the duties of a site be judged at each midnight from now on."""
    deadlines.set_due(MIDNIGHT, subject=site_id, site_id=site_id, due_at=end_of(day_of(at)))


@deadlines.handler(MIDNIGHT, word=phrase("The duties of the day are judged"))
def judge(deadline: deadlines.Deadline, at: datetime) -> None:
    """Judge what was owed up to this midnight, and set the next one."""
    site = people.Site.objects.get(pk=deadline.site_id)
    for owed in missed_at(site, at):
        who = owing(site, owed, at)
        subject = owed.subject.code
        record_miss(
            Missed(
                duty=owed.duty,
                site_id=site.pk,
                subject=subject,
                period=owed.span.name,
                period_from=owed.span.begins_at,
                period_until=owed.span.due_at,
                due_at=owed.span.due_at,
            ),
            who,
            at,
        )
    deadlines.set_due(MIDNIGHT, subject=site.pk, site_id=site.pk, due_at=end_of(day_of(at)))
    refresh(site.pk, at)


def missed_at(site: people.Site, midnight: datetime) -> Iterator[Owed]:
    """Yield what is owed up to a midnight and was not done, by duty and subject."""
    for code, duty in sorted(duties_of(Trade(site.trade)).items()):
        owed = _owed_until(site, duty, midnight)
        missed_before = Miss.objects.filter(site_id=site.pk, duty=code)
        known = set(missed_before.values_list("subject", "period")) if owed else set()
        for one in sorted(owed, key=lambda each: each.subject.code):
            if (one.subject.code, one.span.name) not in known:
                yield one


def not_judged_yet(site: people.Site, at: datetime) -> list[tuple[Owed, list[tuple[int, str]]]]:
    """Return what was missed by then and is still to be written down, with those who owed it.

    A worker runs a moment after midnight; a question asked in between hears the same.
    """
    waiting = deadlines.Deadline.objects.filter(handler=MIDNIGHT, subject=site.pk, due_at__lte=at)
    midnight = waiting.filter(settled_at=None).values_list("due_at", flat=True).first()
    found: dict[tuple[str, str, str], tuple[Owed, list[tuple[int, str]]]] = {}
    while midnight is not None and midnight <= at:
        for owed in missed_at(site, midnight):
            name = (owed.duty.code, owed.subject.code, owed.span.name)
            found.setdefault(name, (owed, owing(site, owed, midnight)))
        midnight = end_of(day_of(midnight))
    return list(found.values())


def _owed_until(site: people.Site, duty: Duty, midnight: datetime) -> list[Owed]:
    if duty.block.every is Every.OWN:
        return []
    if duty.block.every is Every.DAYS:
        return [one for one in owed_by_days(site, duty, midnight) if one.span.due_at <= midnight]
    span = span_ending(duty.block.every, midnight)
    if span is None:
        return []
    done = done_in(site.pk, duty.code, span)
    return [one for one in owed_in(site, duty, span, midnight) if one.subject.code not in done]


@dataclass(frozen=True, slots=True)
class Missed:
    """A duty that was missed: about what, in which period, due when."""

    duty: Duty
    site_id: int
    subject: str
    period: str
    period_from: datetime
    period_until: datetime
    due_at: datetime

    @classmethod
    def of_days(
        cls,
        duty: Duty,
        site_id: int,
        subject: str,
        days: tuple[date, date],
        due_at: datetime,
        *,
        period: str = "",
    ) -> Self:
        """Return what was missed of whole days, the first and the last; one day is its own period."""
        first, last = days
        return cls(
            duty,
            site_id,
            subject,
            period or first.isoformat(),
            start_of(first),
            end_of(last),
            due_at,
        )

    @property
    def path(self) -> str:
        """Return how records name it."""
        return f"duty:{self.duty.code}:{self.subject}:{self.period}"


def record_miss(missed: Missed, who: list[tuple[int, str]], at: datetime) -> None:
    """Write a miss down for those who owe it, and tell them and the line above."""
    record_misses([(missed, who)], at)


def record_misses(found: Sequence[tuple[Missed, list[tuple[int, str]]]], at: datetime) -> None:
    """Write misses of one site and duty down in their order, and tell each and the line above.

    Beside the two lines of the register nothing is written for each alone: a door shuts on hundreds at once.
    """
    if not found:
        return
    site_id, duty = found[0][0].site_id, found[0][0].duty
    records = _against(found, at) if duty.block.conduct else [[] for _ in found]
    numbers = [[record.number for record in theirs] for theirs in records]
    Miss.objects.bulk_create(
        [
            Miss(
                site_id=site_id,
                duty=duty.code,
                clause=duty.clause,
                subject=missed.subject,
                period=missed.period,
                period_from=missed.period_from,
                period_until=missed.period_until,
                due_at=missed.due_at,
                who=[code for _, code in who],
                conduct=their_numbers,
            )
            for (missed, who), their_numbers in zip(found, numbers, strict=True)
        ],
        batch_size=1_000,
    )
    for (missed, who), theirs in zip(found, records, strict=True):
        _write_down(missed, who, theirs, at)
    board_changed()
    first, names = people.ladder(site_id, at).rung(1), _names_of(found)
    messages.tell_each(
        [
            messages.Telling(
                (*(staff_id for staff_id, _ in who), *first.ids),
                phrase(
                    "Missed: {duty}, {subject}, {period}.",
                    duty=duty.words,
                    subject=names.get(missed.subject, missed.subject),
                    period=missed.period,
                ),
                missed.path,
            )
            for missed, who in found
        ],
        site_id=site_id,
        at=at,
        clause=duty.clause,
    )


def _write_down(
    missed: Missed, who: list[tuple[int, str]], records: Sequence[conduct.Record], at: datetime
) -> None:
    """Write the lines of a miss, and report that it happened."""
    duty, codes = missed.duty, [code for _, code in who]
    actor = deadlines.system_actor(missed.site_id)
    for record, code in zip(records, codes, strict=False):
        conduct.write_down(record, code, actor, at)
    facts: dict[str, Any] = {
        "duty": duty.code,
        "subject": missed.subject,
        "period": missed.period,
        "who": codes,
        **({"conduct": [record.number for record in records]} if duty.block.conduct else {}),
    }
    registers.write(MISSED, actor=actor, at=at, body=facts, site_id=missed.site_id)
    for number in duty.clauses:
        cite(number)
        miss(number, *codes)
    announce("duty_missed", *duty.clauses, at=at, **facts)


def _names_of(found: Sequence[tuple[Missed, list[tuple[int, str]]]]) -> dict[str, str]:
    """Return what people call what was missed about: persons by their names."""
    missed = found[0][0]
    if missed.duty.block.each != "person":
        return {}
    subjects = [one.subject for one, _ in found]
    persons = people.Staff.objects.filter(code__in=subjects, site_id=missed.site_id)
    return dict(persons.values_list("code", "name"))


def _against(
    found: Sequence[tuple[Missed, list[tuple[int, str]]]], at: datetime
) -> list[list[conduct.Record]]:
    """Put each miss on record against those who owe it; return the records of each."""
    missed = found[0][0]
    item, clause = missed.duty.block.conduct, missed.duty.clause
    against = [
        (staff_id, conduct.Matter(item, clause, one.path))
        for one, who in found
        for staff_id, _ in who
    ]
    records = iter(
        conduct.put_each_on_record(
            site_id=missed.site_id,
            against=against,
            actor=deadlines.system_actor(missed.site_id),
            at=at,
        )
    )
    return [[next(records) for _ in who] for _, who in found]
