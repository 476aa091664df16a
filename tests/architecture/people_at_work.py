"""What the people of a busy floor have on their hands: targets, warnings, reviews, reports, duty."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import end_of, start_of
from salesfloor.floor.pace.models import Given, Plan
from salesfloor.floor.standings.models import DailyReport
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from tests.floor_builder import Floor

POLICY: Final = {
    "results.by": "applications",
    "warning.after_days": 1,
    "warning.resignation_form": True,
}
"""Applications tell the results, and one day is enough to be warned."""


def put_to_work(floor: Floor) -> None:
    """Give people targets, a warning, a review, duty and a report; they are here since ten days."""
    p, now, day = floor.prefix, floor.now, floor.day
    site = people.site_by_code(floor.code)
    people.Staff.objects.filter(site=site).update(joined_at=now - timedelta(days=10))
    floor.give("enter_application", by="a", at=now, no="A-2", complete=False)
    target = {"measure": "visits", "period": "2026-04", "value": 40}
    floor.give("set_target", by="manager", at=now, target="T-1", **target)
    for who in ("a", "c"):
        asked = {"measure": "deals", "period": f"{day:%Y-%m}", "value": 31, "person": f"{p}{who}"}
        floor.give("set_target", by="manager", at=now, target=f"T-{who}", **asked)
    floor.give("claim_target", by="b", at=now, value=5)
    floor.give("claim_target", by="lead", at=now, value=5, who=f"{p}a")
    floor.give("warn", by="manager", at=now, who=f"{p}a", level="verbal", words="You are behind.")
    point = {"what": "Two visits a day.", "due": (day + timedelta(days=3)).isoformat()}
    floor.give(
        "review",
        by="lead",
        at=now,
        who=f"{p}a",
        results="Five.",
        problems="Few visits.",
        causes="Late mornings.",
        improvements=[point],
    )
    ahead = [(day + timedelta(days=days)).isoformat() for days in (2, 3)]
    floor.give("put_on_duty", by="lead", at=now, who=f"{p}a", on=ahead[0])
    floor.give("put_on_duty", by="lead", at=now, who=f"{p}b", on=ahead[1])
    floor.give("swap_duty", by="b", at=now, on=ahead[1], with_=f"{p}a")
    _examine(floor)
    _remember(floor, site)


def _examine(floor: Floor) -> None:
    """Let an examination be sat by one of them, and an assessment be open."""
    now, manager = floor.now, "manager"
    floor.give("course", by=manager, at=now, course="homes", title="Our homes")
    asked = {"course": "homes", "no": 1, "text": "Years of use?", "options": ["40", "70"]}
    floor.give("exam_question", by=manager, at=now, right=[2], **asked)
    floor.give("exam", by=manager, at=now, exam="homes-1", course="homes", draw=1)
    floor.give("start_exam", by="c", at=now, exam="homes-1")
    weights = {"results": 60, "lead": 40}
    floor.give("open_assessment", by=manager, at=now, period="2026-03", weights=weights)


def _remember(floor: Floor, site: people.Site) -> None:
    """Put down what other days have left: a plan that was missed, this morning's report, a miss."""
    now, day = floor.now, floor.day
    written = Given.objects.create(
        site_id=site.pk,
        number=9,
        staff_id=people.staff_by_code(f"{floor.prefix}d").pk,
        level="written",
        period="2026-02",
        given_at=now,
        by=f"{floor.prefix}manager",
        words="Behind.",
        until=day,
        facts={},
        policy={},
        delivered_at=now,
    )
    Plan.objects.create(
        warning=written, value=5, measure="deals", until=day, help="Training.",
        judged_at=now, is_reached=False, result=1,
    )  # fmt: skip
    DailyReport.objects.create(site_id=site.pk, on=day, at=now, days=[day], readers=[], best=[])
    last_week = day - timedelta(days=7)
    duties.Miss.objects.create(
        site_id=site.pk,
        duty="internal",
        clause="2.2.11",
        subject=site.code,
        period="2026-W09",
        period_from=start_of(last_week),
        period_until=end_of(day),
        due_at=start_of(day),
        who=[f"{floor.prefix}manager", f"{floor.prefix}manager2"],
    )
