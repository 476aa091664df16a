"""An act that fits fulfils the duty: the first one in its period; a late entry covers a miss."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.china_time import day_of
from salesfloor.base.trades import Trade
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.duties.blocks import DO_DUTY, POLICY_OF_TRADE, Every, fulfilled_by
from salesfloor.kernel.duties.calendars import RULES
from salesfloor.kernel.duties.listing import KIND
from salesfloor.kernel.duties.models import Done, Miss
from salesfloor.kernel.duties.periods import span_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry
    from salesfloor.kernel.duties.blocks import Duty


def fulfil(entry: Entry) -> None:
    """Count a line just written for the duties that it fulfils."""
    site = people.Site.objects.get(pk=entry.site_id)
    policy = POLICY_OF_TRADE[Trade(site.trade)]
    for duty, checklist in fulfilled_by().get(entry.do, ()):
        if duty.block.policy != policy or not _fits(duty, checklist, entry):
            continue
        subject = subject_of_line(site, duty, entry)
        if subject:
            _count(site, duty, subject, entry)


def _fits(duty: Duty, checklist: str, entry: Entry) -> bool:
    if checklist and entry.body.get("list") != checklist:
        return False
    if entry.do == DO_DUTY and entry.body.get("duty") != duty.code:
        return False
    rule = RULES.get(duty.block.rule)
    return rule is None or rule(entry, _day(duty, entry))


def _day(duty: Duty, entry: Entry) -> date:
    """Return the day for which a line counts: that of the act, unless the line says another."""
    named = entry.body.get(duty.block.day)
    return date.fromisoformat(named) if named else day_of(entry.at)


def subject_of_line(site: people.Site, duty: Duty, entry: Entry) -> str:
    """Return the code of what a line is about, or nothing."""
    if duty.block.each == "site":
        return site.code
    return str(entry.body.get("subject") or entry.body.get(duty.block.each) or "")


def _count(site: people.Site, duty: Duty, subject: str, entry: Entry) -> None:
    if duty.block.every is not Every.OWN:
        span = span_of(duty.block.every, _day(duty, entry))
        Done.objects.get_or_create(
            site_id=site.pk,
            duty=duty.code,
            subject=subject,
            period=span.name,
            defaults={
                "at": entry.at,
                "by": entry.actor.code,
                "line": f"{entry.register}:{entry.register_no}",
            },
        )
    claimed_at = entry.body.get("claimed_at")
    cover(site.pk, duty.code, subject, min(entry.at, claimed_at or entry.at), entry.at)
    _take_off_lists(site.pk, duty.code, subject, entry.at)


def cover(site_id: int, code: str, subject: str, done_at: datetime, at: datetime) -> None:
    """Mark misses as covered for which the act was in time when it was done; they stay listed."""
    misses = Miss.objects.filter(
        Q(covered_at=None),
        site_id=site_id,
        duty=code,
        subject=subject,
        period_from__lte=done_at,
        due_at__gt=done_at,
    )
    for row in misses:
        row.covered_at = at
        row.save(update_fields=["covered_at"])
        conduct.end_records(
            site_id=site_id,
            subject=f"duty:{code}:{subject}:{row.period}",
            state=conduct.State.COVERED,
            by="salesfloor",
            at=at,
        )


def _take_off_lists(site_id: int, code: str, subject: str, at: datetime) -> None:
    prefix = f"duty:{code}:{subject}:"
    work.settle_from(kind=KIND, prefix=prefix, site_id=site_id, at=at)
