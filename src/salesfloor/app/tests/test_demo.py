"""The demo: a floor in the middle of its day, whatever the hour, and never in earnest."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings

from salesfloor.app import settings as in_earnest
from salesfloor.app.demo import accounts, play
from salesfloor.app.demo.days import DemoDay
from salesfloor.app.demo.plans import PLANS
from salesfloor.base.china_time import CHINA
from salesfloor.base.commands import QUESTIONS
from salesfloor.floor.catalogue.api import Layout
from salesfloor.floor.customers.models import Claim, FollowUp, ThreadNote
from salesfloor.floor.disputes.models import Dispute
from salesfloor.floor.reception.models import PrivateCall, Reception
from salesfloor.floor.tables.models import Topic
from salesfloor.kernel.files import api as files
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers.api import verify
from salesfloor.kernel.rulebook.models import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 3, 12)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute), CHINA)


@pytest.mark.parametrize(
    ("real", "now"),
    [
        (at(11, 15), at(11, 15)),
        (at(10, 30), at(10, 30)),
        (at(17, 30), at(17, 30)),
        (at(10, 29), at(14, 30)),
        (at(17, 31), at(14, 30)),
        (at(3), at(14, 30)),
        (at(23, 59), at(14, 30)),
    ],
)
def test_what_hour_the_demo_shows(real: datetime, now: datetime) -> None:
    assert DemoDay.seen_from(real.astimezone(UTC)).now == now


def test_todays_lines_end_before_now() -> None:
    for now in (at(10, 30), at(14, 30), at(17, 30)):
        lines = DemoDay(DAY, now).lines("today")
        assert at(8, 30) < lines[0].at < lines[-1].at < now


def test_days_of_the_scripts_count_from_the_demos_day() -> None:
    day = DemoDay(DAY, at(14, 30))
    assert day.lines("setup")[0].at == at(8) - timedelta(days=10)
    assert day.lines("today")[0].given["on"] == "2026-03-12"


@pytest.mark.django_db
@pytest.mark.parametrize("now", [at(10, 40), at(14, 30), at(17, 20)])
def test_the_floor_is_in_the_middle_of_its_day(now: datetime) -> None:
    play(DemoDay(DAY, now))
    manager = people.actor_by_code("manager", now)
    board = QUESTIONS["board"].ask(actor=manager, at=now, given={})
    assert len(board["busy"]) == 4
    assert board["away"] == ["b3"]
    assert set(board["queue"]) - set(board["busy"]) - set(board["away"]), "somebody is free"
    open_ones = Reception.objects.filter(ended_at=None)
    assert open_ones.filter(basis="courtesy").count() == 1
    served = Reception.objects.get(name="倪女士")
    assert served.assigned_at is not None
    assert served.assigned_at > served.registered_at, "she waited"
    assert PrivateCall.objects.filter(is_breach=True).count() == 1
    assert Claim.objects.filter(end="LAPSED").exists()
    assert Claim.objects.filter(ended_at=None).count() > 20
    assert FollowUp.objects.filter(at__gte=at(0)).exists()
    assert Dispute.objects.get().closed_at is None
    assert ThreadNote.objects.filter(is_line=False).count() == 2
    topics = Topic.objects.filter(reception_id__in=open_ones.values("pk"))
    assert topics.count() == 3
    refused = Evidence.objects.filter(outcome="REFUSED").values_list("clauses", flat=True)
    assert {clauses[0] for clauses in refused} >= {"3.2.1.1", "3.2.1.2", "3.2.3.6"}
    assert "access" not in {clauses[0] for clauses in refused}
    assert "input" not in {clauses[0] for clauses in refused}
    assert verify().first_bad is None


@pytest.mark.django_db
def test_log_in_cards_are_shown_on_a_demo_only(monkeypatch: pytest.MonkeyPatch) -> None:
    play(DemoDay(DAY, at(14, 30)))
    log_in = Client().get("/account/login/")
    assert log_in.context["demo_people"] == []
    assert accounts.PASSWORD not in log_in.content.decode()
    assert accounts.are_left()
    monkeypatch.setattr(accounts, "is_demo", _yes)
    log_in = Client().get("/account/login/")
    assert [card["code"] for card in log_in.context["demo_people"]] == list(accounts.CARDS)
    assert accounts.PASSWORD in log_in.content.decode()
    form = {"login": "desk", "password": accounts.PASSWORD}
    with override_settings(PASSWORD_HASHERS=in_earnest.PASSWORD_HASHERS):
        assert Client().post("/account/login/", form).status_code == 302


_yes: Callable[[], bool] = lambda: True  # noqa: E731 - stands for a question to the database


@pytest.mark.django_db
def test_every_layout_of_the_demo_shows_its_plan() -> None:
    play(DemoDay(DAY, at(14, 30)))
    site_id = people.site_by_code("LT").pk
    layouts = Layout.objects.filter(site_id=site_id)
    assert {one.name for one in layouts} == set(PLANS)
    for layout in layouts:
        (plan,) = files.of(site_id, f"layout:{layout.name}")
        assert not plan.is_awaited, layout.name
        assert plan.kind is files.FileKind.PNG
    zones = {zone["name"] for one in layouts for zone in one.zones}
    drawn = {name for plan in PLANS.values() for name, _ in plan.rooms}
    assert zones <= drawn, "the plan names what the tour walks through"
