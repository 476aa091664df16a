"""Changing policies: one after the other, with a reason, withdrawn until they begin (P14, X8, R17)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from salesfloor.base.posts import Post
from salesfloor.kernel.rulebook import settings
from salesfloor.kernel.rulebook.api import policies
from salesfloor.kernel.rulebook.models import PolicyValue
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
DAYS, ABSENT = "visit.follow_up_within_days", "rotation.absent_turn"


def change(floor: Floor, value: Any, from_: str, name: str = DAYS, **more: Any) -> Any:
    return floor.give("policy", by="manager", name=name, value=value, from_=from_, **more)


def held_at(floor: Floor, at: str | datetime, name: str = DAYS) -> Any:
    return policies(floor.site_id or 0, floor.moment(at))[name]


@pytest.mark.fault("X8")
@pytest.mark.case(17)
@pytest.mark.django_db(transaction=True)
def test_of_changes_saved_at_once_every_one_told_so_is_in_force(floor: Floor) -> None:
    """Twenty rounds: of two policies both hold, of one the second is told of the first."""
    manager, director = floor.actor("manager"), floor.actor("director")
    for round_no in range(20):
        day = str(floor.day + timedelta(days=round_no + 1))
        acts = [
            partial(give, manager, floor.now, "policy", name=DAYS, value=3 + round_no,
                    **{"from": day}),
            partial(give, director, floor.now, "policy", name=DAYS, value=60 + round_no,
                    **{"from": day}),
            partial(give, director, floor.now, "policy", name=ABSENT,
                    value=("tail", "keep")[round_no % 2], **{"from": day}),
        ]  # fmt: skip
        told = at_once(acts)

        of_days = {answer["value"] for what, answer in told[:2] if what == "done"}
        assert {clause for what, clause in told[:2] if what == "refused"} <= {"input"}
        assert told[2][0] == "done"
        in_force = policies(
            floor.site_id or 0, floor.moment("23:00") + timedelta(days=round_no + 1)
        )
        assert in_force[DAYS] in of_days
        assert in_force[ABSENT] == told[2][1]["value"]


@pytest.mark.fault("X8")
def test_a_change_that_replaces_another_leaves_no_moment_without_a_value(floor: Floor) -> None:
    """A process that read the serial before the change still finds what held then."""
    change(floor, 3, "2026-03-02")
    before = PolicyValue.objects.get().serial
    change(floor, 4, "2026-03-02")
    site_id = floor.site_id or 0
    assert policies(site_id, floor.now, serial=before)[DAYS] == 3
    assert policies(site_id, floor.now)[DAYS] == 4


@pytest.mark.case(32)
def test_two_values_in_force_from_one_day_are_no_state_of_the_database(floor: Floor) -> None:
    """A value is in force from its day to the next one's: two overlap only from the same day."""
    change(floor, 3, "2026-03-05")
    change(floor, 10, "2026-03-09")
    stands = PolicyValue.objects.get(value=3)
    twin = PolicyValue(
        site_id=stands.site_id,
        name=stands.name,
        value=4,
        from_on=stands.from_on,
        set_by="manager",
        set_at=stands.set_at,
        serial=stands.serial + 10,
    )
    with pytest.raises(IntegrityError, match="one_value_from_a_day"), transaction.atomic():
        twin.save()
    days = [floor.moment("12:00") + timedelta(days=more) for more in range(9)]
    assert [held_at(floor, day) for day in days] == [7, 7, 7, 3, 3, 3, 3, 10, 10]
    assert change(floor, 4, "2026-03-05")["value"] == 4
    assert [held_at(floor, day) for day in days] == [7, 7, 7, 4, 4, 4, 4, 10, 10]


@pytest.mark.fault("R11")
@pytest.mark.case(31)
def test_a_moment_gone_by_has_the_values_of_that_moment(floor: Floor) -> None:
    change(floor, 3, "2026-03-02", at="10:00")
    change(floor, 5, "2026-03-02", at="11:00")
    assert [held_at(floor, at) for at in ("09:59", "10:00", "10:30", "11:00", "12:00")] == [
        *(7, 3, 3, 5, 5)
    ]


@pytest.mark.fault("R17")
@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 1, 23, 34, tzinfo=timezone(timedelta(hours=8))),
        datetime(2026, 3, 1, 15, 34, tzinfo=UTC),
        datetime(2026, 3, 2, 4, 34, tzinfo=timezone(timedelta(hours=13))),
        datetime(2026, 3, 1, 3, 34, tzinfo=timezone(timedelta(hours=-12))),
    ],
)
def test_a_sites_policy_begins_on_its_local_day_whatever_the_offset(at: datetime) -> None:
    floor = Floor(cast={})
    floor.site_id = None
    given: dict[str, Any] = {"code": "S2", "name": "N", "trade": "real_estate", "opens": "09:00",
             "closes": "18:00", "policy": {DAYS: 3}, "at": at}  # fmt: skip
    floor.give("site", **given)
    assert PolicyValue.objects.get().from_on == date(2026, 3, 1)


@pytest.mark.fault("P14")
def test_a_change_has_a_reason_and_may_be_withdrawn_until_it_begins(floor: Floor) -> None:
    change(floor, 3, "2026-03-02")
    change(floor, 10, "2026-03-05", reason="The spring campaign")
    assert PolicyValue.objects.get(value=10).reason == "The spring campaign"

    floor.give("withdraw_policy", by="manager", name=DAYS, from_="2026-03-05", reason="Put off")

    withdrawn = PolicyValue.objects.get(value=10)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_reason) == ("manager", "Put off")
    assert held_at(floor, floor.moment("12:00") + timedelta(days=10)) == 3
    assert settings.setting(floor.site_id or 0, DAYS, floor.now).coming == ()


@pytest.mark.fault("P14")
@pytest.mark.parametrize(
    ("name", "from_", "by", "clause"),
    [
        (DAYS, "2026-03-02", "manager", "input"),
        (DAYS, "2026-03-04", "manager", "input"),
        ("no.such", "2026-03-05", "manager", "input"),
        (DAYS, "2026-03-05", "lead", "access"),
    ],
)
def test_what_has_begun_or_is_not_there_is_not_withdrawn(
    floor: Floor, name: str, from_: str, by: str, clause: str
) -> None:
    change(floor, 3, "2026-03-02")
    change(floor, 10, "2026-03-05")
    refused = floor.refusal("withdraw_policy", by=by, name=name, from_=from_)
    assert refused.clause == clause
    assert not PolicyValue.objects.exclude(withdrawn_by="").exists()


@pytest.mark.fault("P14")
@pytest.mark.parametrize("name", ["pharma.keep_years", "hygiene.recheck_hours", "event.sashes"])
def test_a_policy_by_which_nothing_here_goes_is_not_set(floor: Floor, name: str) -> None:
    refused = floor.refusal("policy", by="manager", name=name, value=5, from_="2026-03-05")
    assert refused.clause == "input"
    assert name not in settings.offered("real_estate")
    assert visitor(floor, "manager").get(f"/settings/{name}/").status_code == 404


@pytest.mark.fault("P14")
def test_a_preview_says_what_would_change_and_changes_nothing(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    shown = piece(browser, f"/settings/{DAYS}/preview/", **{"value": "10", "from": "2030-01-01"})
    assert shown.status_code == 200
    assert "10" in shown.content.decode()
    assert not PolicyValue.objects.exists()
    wrong = piece(browser, f"/settings/{DAYS}/preview/", **{"value": "x", "from": "2030-01-01"})
    assert wrong.status_code == 422
    beyond = piece(browser, f"/settings/{DAYS}/preview/", **{"value": "9", "from": "9999-12-31"})
    assert (beyond.status_code, "2199" in beyond.content.decode()) == (422, True)


@pytest.mark.fault("P14")
def test_a_change_is_withdrawn_on_its_page(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    form = {"value": "10", "from": "2030-01-01", "seen": "0", "reason": "Spring"}
    assert piece(browser, f"/settings/{DAYS}/", **form, key="k1").status_code == 204
    serial = str(PolicyValue.objects.get().serial)
    page = browser.get(f"/settings/{DAYS}/").content.decode()
    assert "Spring" in page
    assert f"/settings/{DAYS}/withdraw/" in page
    given = {"from": "2030-01-01", "seen": serial}
    unsaid = piece(browser, f"/settings/{DAYS}/withdraw/", **given, key="k2", reason=" ")
    assert (unsaid.status_code, b'data-field="reason"' in unsaid.content) == (422, True)
    said = piece(browser, f"/settings/{DAYS}/withdraw/", **given, key="k3", reason="Put off")
    assert said.status_code == 204
    found = PolicyValue.objects.get()
    assert (found.withdrawn_by, found.withdrawn_reason) == ("manager", "Put off")
    assert "Put off" in browser.get(f"/settings/{DAYS}/").content.decode()


def test_an_operator_sets_policies_too(floor: Floor) -> None:
    assert Post.OPERATOR.value == "operator"
    floor.give("policy", by=None, name=DAYS, value=4, from_="2026-03-03")
    assert PolicyValue.objects.get().set_by == "script"


def sent(floor: Floor, key: str, **form: str) -> Any:
    given = {"value": "10", "from": "2030-01-01", "seen": "0", "reason": "Spring", "key": key}
    return piece(visitor(floor, "manager"), f"/settings/{DAYS}/", **(given | form))


@pytest.mark.fault("P14")
def test_a_value_set_from_that_day_is_not_saved_again(floor: Floor) -> None:
    assert sent(floor, "k1").status_code == 204
    assert sent(floor, "k1").status_code == 204  # the same form once more
    serial = str(PolicyValue.objects.get().serial)
    refused = sent(floor, "k2", seen=serial)
    assert refused.status_code == 422
    assert 'data-field="value"' in refused.content.decode()
    assert PolicyValue.objects.count() == 1
    assert sent(floor, "k3", seen=serial, value="7").status_code == 204  # back to what holds before


@pytest.mark.fault("P15")
@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"value": ""}, "value"),
        ({"value": "soon"}, "value"),
        ({"value": "366"}, "value"),
        ({"from": ""}, "from"),
        ({"from": "2001-01-01"}, "from"),
    ],
)
def test_what_is_wrong_with_a_change_stands_at_its_field_in_words(
    floor: Floor, form: dict[str, str], field: str
) -> None:
    browser, given = visitor(floor, "manager"), {"value": "10", "from": "2030-01-01", **form}
    for address in (f"/settings/{DAYS}/", f"/settings/{DAYS}/preview/"):
        refused = piece(browser, address, **given, reason="Spring", seen="0")
        assert refused.status_code == 422
        assert f'data-field="{field}"' in refused.content.decode()
        assert DAYS not in refused.content.decode()
