"""What duties hear: acts that fulfil them, policies that switch them on, leave that excuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.acts import announce
from salesfloor.base.lines import on
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import trade_of
from salesfloor.kernel.duties import blocks
from salesfloor.kernel.duties.commands import excuse
from salesfloor.kernel.duties.fulfilling import fulfil
from salesfloor.kernel.duties.judging import watch
from salesfloor.kernel.duties.listing import refresh
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.moments import arm
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

rulebook.mechanism(blocks.MECHANISM, blocks.DutyBlock, check=blocks.mistake_in)
on(*sorted(blocks.fulfilled_by()))(fulfil)
for policy_name in sorted(blocks.POLICIES):
    named = {code: duty.words for code, duty in blocks.duties(policy_name).items()}
    rulebook.name_choices(named, policy=policy_name)


@on(rulebook.POLICY_SET)
def switch(entry: Entry) -> None:
    """Watch the duties of a site from the first time that its policy is set.

    :raises Refused: `input` for a code that no clause declares.
    """
    policy = entry.body["policy"]
    if policy not in blocks.POLICIES:
        arm(entry.site_id, entry.at)
        return
    trade = trade_of(entry.site_id)
    unknown = [
        code
        for code in sorted(set(entry.body["value"] or ()))
        if not blocks.is_offered(policy, code, trade)
    ]
    if unknown:
        raise bad_input(phrase("There is no duty {duty} here.", duty=listed(unknown)))
    watch(entry.site_id, entry.at)
    arm(entry.site_id, entry.at)
    refresh(entry.site_id, entry.at)


@on("leave", "grant_leave")
def excuse_by_leave(entry: Entry) -> None:
    """Excuse what a person missed in leave that is granted for time gone by (7.1.1)."""
    row = leave.Leave.objects.filter(site_id=entry.site_id, number=entry.body["leave"]).first()
    if row is None or row.status != "granted":
        return
    code = people.codes_of([row.staff_id])[row.staff_id]
    misses = Miss.objects.filter(site_id=entry.site_id, who=[code], excused_at=None)
    for missed in misses.order_by("due_at", "duty", "subject"):
        is_away_then = row.from_at <= missed.due_at < row.until_at
        is_away_all = row.from_at <= missed.period_from and missed.period_until <= row.until_at
        if is_away_then or is_away_all:
            excuse(missed, by=entry.actor.code, reason="", at=entry.at)
            announce(
                "excused",
                missed.clause,
                at=entry.at,
                duty=missed.duty,
                subject=missed.subject,
                period=missed.period,
            )
