"""Who owes which duty about what, in which period: worked out from policies, subjects and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.posts import Post
from salesfloor.base.subjects import Subject, subjects_of
from salesfloor.base.trades import Trade
from salesfloor.kernel.duties.blocks import POLICY_OF_TRADE, Duty, Every, OwedBy, duties_of
from salesfloor.kernel.duties.calendars import CALENDARS
from salesfloor.kernel.duties.models import Done
from salesfloor.kernel.duties.periods import Span, span_of, span_of_days
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

_POSTS: Final = {OwedBy.LEAD: Post.LEAD, OwedBy.MANAGER: Post.MANAGER}


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that is owed about a subject in a period."""

    duty: Duty
    subject: Subject
    span: Span


def is_on(site: people.Site, code: str, day: date, known_at: datetime) -> bool:
    """Tell whether a duty runs at a site on a day, by what was set up to a moment."""
    policy = POLICY_OF_TRADE[Trade(site.trade)]
    return code in rulebook.value_on(site.pk, policy, day, known_at)


def owed_in(site: people.Site, duty: Duty, span: Span, at: datetime) -> Iterator[Owed]:
    """Yield what is owed of a duty in a period that began after everything it needs was there.

    Subjects are those in use when the last day of the period begins: whose time ends owes nothing from
    the next day on.
    """
    is_there = site.created_at <= span.begins_at
    if not is_there or not is_on(site, duty.code, span.first, at):
        return
    if duty.block.every is Every.DAY and not _is_owed_on(site, span.first):
        return
    for subject in subjects_of(duty.block.each, site.pk, start_of(span.last)):
        if subject.since is None or subject.since <= span.begins_at:
            yield Owed(duty, subject, span)


def _is_owed_on(site: people.Site, day: date) -> bool:
    calendar = CALENDARS.get(Trade(site.trade))
    return calendar is None or bool(calendar.in_charge(site.pk, day))


def owed_by_days(site: people.Site, duty: Duty, midnight: datetime) -> Iterator[Owed]:
    """Yield what is owed of a duty that comes so many days after it was last done, as of a midnight."""
    yesterday = day_of(midnight) - timedelta(days=1)
    if not is_on(site, duty.code, yesterday, midnight):
        return
    policy = POLICY_OF_TRADE[Trade(site.trade)]
    since = rulebook.listed_since(site.pk, policy, duty.code, yesterday, midnight)
    for subject in subjects_of(duty.block.each, site.pk, start_of(yesterday)):
        days = _interval(site, duty, subject, start_of(yesterday))
        if days is None:
            continue
        days_known = (day_of(subject.since) if subject.since else None, since)
        last = _last_done(site, duty, subject)
        base = max(day for day in (*days_known, last, day_of(site.created_at)) if day is not None)
        yield Owed(duty, subject, span_of_days(base, days))


def _interval(site: people.Site, duty: Duty, subject: Subject, at: datetime) -> int | None:
    if duty.block.days:
        return int(rulebook.policies(site.pk, at)[duty.block.days])
    return subject.every_days


def _last_done(site: people.Site, duty: Duty, subject: Subject) -> date | None:
    done = Done.objects.filter(site_id=site.pk, duty=duty.code, subject=subject.code)
    last = done.order_by("-at").values_list("at", flat=True).first()
    return day_of(last) if last else None


def owed_now(site: people.Site, at: datetime) -> list[Owed]:
    """Return what is owed at a site and neither done nor missed yet, as of that moment."""
    found: list[Owed] = []
    for code, duty in sorted(duties_of(Trade(site.trade)).items()):
        if duty.block.every is Every.OWN:
            continue
        if duty.block.every is Every.DAYS:
            tonight = span_of(Every.DAY, day_of(at)).due_at
            found += [one for one in owed_by_days(site, duty, tonight) if one.span.due_at > at]
            continue
        span = span_of(duty.block.every, day_of(at))
        done = done_in(site.pk, code, span)
        found += [one for one in owed_in(site, duty, span, at) if one.subject.code not in done]
    return found


def done_in(site_id: int, code: str, span: Span) -> set[str]:
    """Return the subjects about which a duty is done in a period."""
    rows = Done.objects.filter(site_id=site_id, duty=code, period=span.name)
    return set(rows.values_list("subject", flat=True))


def owing(site: people.Site, owed: Owed, at: datetime) -> list[tuple[int, str]]:
    """Return ids and codes of those who owe a duty, by code."""
    by = owed.duty.block.owed_by
    working = people.working_at(site.pk, at)
    if by is OwedBy.PERSON:
        found = working.filter(code=owed.subject.code)
    elif by is OwedBy.IN_CHARGE:
        calendar = CALENDARS.get(Trade(site.trade))
        codes = calendar.in_charge(site.pk, owed.span.first) if calendar else []
        found = people.Staff.objects.filter(code__in=codes)
    else:
        found = working.filter(post=_POSTS[by])
    return list(found.order_by("code").values_list("pk", "code"))
