"""Recurring work: when it is owed first, what fulfils it, what a miss leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from salesfloor.base.china_time import start_of
from salesfloor.kernel.duties import judging
from salesfloor.kernel.duties.blocks import Duty, DutyBlock, Every, OwedBy, duties, unknown_choices
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.periods import span_ending, span_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from tests.area_builder import Area

OFFICE = {
    "list": "office",
    "answers": {"clean": "pass", "fire_safe": "pass", "tidy": "pass", "hygiene_record": "na"},
}


@pytest.fixture
def area(db: None) -> Area:
    return Area(policy={"venue.duties": ["internal", "work_report"]})


def misses(area: Area) -> list[tuple[str, str, Any]]:
    return [
        (one.fields["duty"], one.fields["period"], one.fields["who"])
        for one in area.happenings
        if one.name == "duty_missed"
    ]


def check_office(area: Area, at: str | None = None, by: str = "manager", **more: Any) -> None:
    area.give("check", by=by, at=at, subject=area.code, **OFFICE, **more)


@pytest.mark.parametrize(
    ("every", "day", "name", "ends"),
    [
        (Every.DAY, date(2026, 3, 2), "2026-03-02", date(2026, 3, 3)),
        (Every.WEEK, date(2026, 3, 2), "2026-W10", date(2026, 3, 9)),
        (Every.MONTH, date(2028, 2, 29), "2028-02", date(2028, 3, 1)),
        (Every.QUARTER, date(2026, 12, 31), "2026-Q4", date(2027, 1, 1)),
    ],
)
def test_periods(every: Every, day: date, name: str, ends: date) -> None:
    span = span_of(every, day)
    assert (span.name, span.due_at) == (name, start_of(ends))
    assert span_ending(every, start_of(ends)) == span
    assert every is Every.DAY or span_ending(every, start_of(ends + timedelta(days=1))) is None


def test_policies_offer_what_the_rulebook_declares() -> None:
    assert unknown_choices() == []


@pytest.mark.clause("2.2.11", "missed")
def test_owed_first_in_the_first_whole_week(area: Area) -> None:
    area.days_on(7)
    area.wait_until("00:00")
    assert misses(area) == []
    area.days_on(7)
    area.wait_until("00:00")
    assert misses(area) == [("internal", "2026-W11", ["manager", "manager2"])]


@pytest.mark.clause("2.2.11", "kept")
def duties_of(area: Area) -> list[work.Item]:
    """Return the duties on the manager's list beside signing the rules."""
    items = work.items(area.actor("manager"), area.now)
    return [one for one in items if one.kind == "duty"]


def test_the_first_act_that_fits_fulfils_it_and_it_leaves_the_list(area: Area) -> None:
    area.days_on(7)
    area.wait_until("00:00")
    [item] = duties_of(area)
    assert (item.kind, item.subject, item.clause) == ("duty", "duty:internal:A1:2026-W11", "2.2.11")
    check_office(area, "09:00", by="a")
    check_office(area, "10:00", by="a")
    assert duties_of(area) == []
    area.days_on(7)
    area.wait_until("00:00")
    assert misses(area) == []


def test_a_worker_that_comes_late_writes_the_same(area: Area) -> None:
    area.runs_due = False
    area.days_on(20)
    area.wait_until("09:00")
    area.runs_due = True
    area.wait_until("09:01")
    missed = [one for one in area.happenings if one.name == "duty_missed"]
    assert [one.at for one in missed] == [start_of(date(2026, 3, 16))]


def test_a_policy_taken_back_in_the_period_leaves_what_was_owed(area: Area) -> None:
    area.days_on(9)
    area.give(
        "policy",
        by="manager",
        at="08:00",
        name="venue.duties",
        value=[],
        from_=(area.day + timedelta(days=1)).isoformat(),
    )
    area.days_on(12)
    area.wait_until("00:00")
    assert misses(area) == [("internal", "2026-W11", ["manager", "manager2"])]


def test_a_late_entry_covers_the_miss(area: Area) -> None:
    area.days_on(13)
    area.wait_until("23:30")
    area.days_on()
    check_office(area, "00:20", claimed_at=f"{area.day - timedelta(days=1)}T23:50:00+08:00")
    [row] = Miss.objects.all()
    assert (row.period, row.covered_at) == ("2026-W11", area.now)
    [line] = area.ask("duties", by="manager", at=area.now)["missed"]
    assert (line["covered"], line["excused"]) == (True, False)


def test_nobody_excuses_their_own(area: Area) -> None:
    area.days_on(14)
    area.wait_until("08:00")
    fields = {"duty": "internal", "period": "2026-W11", "reason": "moved"}
    for by, clause in {"manager": "2.2.11", "lead": "2.2.11", "a": "access"}.items():
        assert area.refusal("excuse_duty", by=by, **fields).clause == clause
    area.give("excuse_duty", by="director", **fields)
    [line] = area.ask("duties", by="lead")["missed"]
    assert line["excused"]


def test_an_unknown_duty_is_refused_where_a_policy_names_it(area: Area) -> None:
    refused = area.refusal(
        "policy",
        by="manager",
        name="floor.duties",
        value=["sleep"],
        from_=(area.day + timedelta(days=1)).isoformat(),
    )
    assert refused.clause == "input"


def test_days_come_from_the_subject_and_a_miss_comes_once(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A duty by days: after recording, then after the last time it was done; once a time."""
    block = DutyBlock(
        code="internal",
        zh="x",
        en="x",
        policy="venue.duties",
        every=Every.DAYS,
        days="finding.fix_hours_a",
        done_by=("check:office",),
        owed_by=OwedBy.MANAGER,
    )
    duty = Duty("2.2.11", block, duties("venue.duties")["internal"].words)
    monkeypatch.setattr(judging, "duties_of", lambda _: {"internal": duty})
    area.days_on(9)
    area.wait_until("00:00")
    assert misses(area) == [("internal", "2026-03-04", ["manager", "manager2"])]


def test_a_list_knows_since_when_it_holds_a_code(area: Area) -> None:
    site = people.site_by_code(area.code)
    found = rulebook.listed_since(site.pk, "venue.duties", "internal", area.day, area.now)
    assert found == area.day
    assert rulebook.listed_since(site.pk, "venue.duties", "x", area.day, area.now) is None
