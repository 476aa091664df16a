"""The site's own past under other policies: who would own whom, until when; and presets."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from salesfloor.floor.customers.models import Claim
from salesfloor.floor.hindsight import facts, presets, trying
from salesfloor.kernel.rulebook import api as rulebook
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
LIN, SUN, WU = "13900000001", "13900000002", "13900000003"
MARCH = {"from_": "2026-03-01", "to": "2026-03-31"}


@pytest.fixture
def floor() -> Floor:
    """Let three customers come, one of whom comes again when the claim on her is gone."""
    floor = Floor()
    floor.issue_books("a", "b")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=LIN)
    floor.give("call", by="desk", at="09:10", ref="c1", phone=SUN)
    floor.give("end", by="a", at="09:30", ref="v1", outcome="negotiated", need="x", problem="y")
    floor.give("end", by="b", at="09:31", ref="c1", outcome="left")
    floor.give("relate", by="a", at="09:40", phone=LIN, other=WU, relation="sibling")
    floor.day += timedelta(days=8)
    floor.sign_in("b", "a")
    floor.visit("09:00", ref="v2", phone=LIN)
    floor.give("end", by="b", at="09:30", ref="v2", outcome="left")
    return floor


def try_out(floor: Floor, **policy: Any) -> dict[str, Any]:
    names = {name.replace("__", "."): value for name, value in policy.items()}
    return floor.give("what_if", by="manager", policy=names, **MARCH)


def test_under_the_policies_in_force_nothing_differs(floor: Floor) -> None:
    answer = try_out(floor)

    assert answer == {"claims": 3, "differ": 0, "rows": []}
    ledger = trying.work_out(
        floor.site_id or 0,
        facts.facts_of(floor.site_id or 0, floor.now),
        tried={},
        at=floor.now,
        heard=lambda _: None,
    )
    real = {
        (one.phone, one.owner_id, one.kind, one.made_at, one.lapses_at)
        for one in Claim.objects.all()
    }
    assert {
        (one.phone, one.owner_id, one.kind, one.made_at, one.lapses_at) for one in ledger.all()
    } == real


def test_a_longer_period_keeps_the_first_owner(floor: Floor) -> None:
    answer = try_out(floor, visit__follow_up_within_days=10)

    assert answer["rows"] == [
        {
            "phone": "139****0001",
            "owner": "b",
            "until": "2026-03-17",
            "would_owner": "a",
            "would_until": "2026-03-20",
            "deal": False,
        }
    ]
    assert floor.ask("owner_of", by="manager", phone=LIN)["owner"] == "b"


def test_a_shorter_period_for_callers(floor: Floor) -> None:
    answer = try_out(floor, call__visit_within_days=3)

    assert [(one["phone"], one["until"], one["would_until"]) for one in answer["rows"]] == [
        ("139****0002", "2026-03-09", "2026-03-05")
    ]


def test_a_wider_family_shares_its_owner(floor: Floor) -> None:
    floor.visit("10:00", ref="v3", phone=WU)

    answer = try_out(floor, household__relations=["spouse", "sibling"])

    assert [(one["phone"], one["owner"], one["would_owner"]) for one in answer["rows"]] == [
        ("139****0003", "a", "b")
    ]


def test_only_claims_of_the_time_are_judged(floor: Floor) -> None:
    policy = {"visit.follow_up_within_days": 10}

    answer = floor.give("what_if", by="manager", policy=policy, from_="2026-03-02", to="2026-03-02")

    assert (answer["claims"], answer["differ"]) == (2, 1)


@pytest.fixture
def bought(floor: Floor) -> Floor:
    """Let the customer who came again put a deposit on a unit."""
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    paid = {"due": "50000", "method": "card", "source": "own"}
    floor.give("deposit", by="finance", phone=LIN, unit="U1", amount="50000", **paid)
    return floor


def test_a_deal_binds_the_claim_there_too(bought: Floor) -> None:
    assert try_out(bought)["rows"] == []
    assert try_out(bought, visit__follow_up_within_days=3)["rows"] == []


def test_a_buyer_who_would_stand_otherwise_is_marked(bought: Floor) -> None:
    [row] = try_out(bought, claim__bound_by_deal=False)["rows"]

    assert (row["until"], row["would_until"], row["deal"]) == (None, "2026-03-17", True)


def test_what_a_deal_set_free_goes_on_by_its_days(bought: Floor) -> None:
    bought.day += timedelta(days=2)
    bought.give("release_hold", by="manager", at="09:00", unit="U1", reason="gave up")

    assert try_out(bought)["rows"] == []
    [row] = try_out(bought, visit__follow_up_within_days=3)["rows"]
    assert (row["until"], row["would_until"], row["deal"]) == ("2026-03-19", "2026-03-15", False)


@pytest.mark.parametrize(
    ("policy", "period"),
    [
        ({"visit.no_such": 1}, MARCH),
        ({"visit.follow_up_within_days": -1}, MARCH),
        ({"visit.follow_up_within_days": "x"}, MARCH),
        ({}, {"from_": "2026-03-02", "to": "2026-03-01"}),
    ],
)
def test_what_cannot_be_tried(floor: Floor, policy: dict[str, Any], period: dict[str, Any]) -> None:
    assert floor.refusal("what_if", by="manager", policy=policy, **period).clause == "input"


def test_only_managers_try(floor: Floor) -> None:
    assert floor.refusal("what_if", by="a", policy={}, **MARCH).clause == "access"
    assert (
        floor.refusal("use_preset", by="lead", preset="long_visit", from_="2026-03-30").clause
        == "access"
    )


def test_a_preset_sets_its_policies_from_a_day_on(floor: Floor) -> None:
    day = floor.day.isoformat()

    answer = floor.give("use_preset", by="manager", preset="ten_days", from_=day)

    assert answer["policies"] == {"visit.follow_up_within_days": 10, "courtesy.deal_share": 0.5}
    values = rulebook.policies(floor.site_id or 0, floor.now)
    assert values["visit.follow_up_within_days"] == 10


def test_the_rulebook_takes_everything_back(floor: Floor) -> None:
    day = floor.day.isoformat()
    floor.give("use_preset", by="manager", preset="wide_family", from_=day)

    answer = floor.give("use_preset", by="manager", preset="rulebook", from_=day)

    values = rulebook.policies(floor.site_id or 0, floor.now)
    assert answer["policies"]["household.relations"] == ["spouse", "parent", "child"]
    assert all(values[name] == value for name, value in answer["policies"].items())
    assert {name.partition(".")[0] for name in answer["policies"]} >= {"call", "visit", "claim"}


def test_presets_that_are_not_there(floor: Floor) -> None:
    asked = {"by": "manager", "from_": floor.day.isoformat()}

    assert floor.refusal("use_preset", preset="none", **asked).clause == "input"
    asked["from_"] = "2026-01-01"
    assert floor.refusal("use_preset", preset="long_visit", **asked).clause == "input"


def test_a_house_adds_its_own(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "ours.toml").write_text(
        '[policies]\n"call.visit_within_days" = 9\n', encoding="utf-8"
    )
    (tmp_path / "presets" / "broken.toml").write_text("= no", encoding="utf-8")

    found = presets.all_presets()

    assert found["ours"].policies == {"call.visit_within_days": 9}
    assert "broken" not in found
    assert len(found) == 6
