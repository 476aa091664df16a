"""Appointing, letting in, and the site's own facts; what is refused leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest
from django.contrib.auth.hashers import check_password

from salesfloor.base.refusals import Refused
from salesfloor.kernel.people import api as people
from salesfloor.kernel.people.models import Account, Move, Staff
from salesfloor.kernel.registers.models import Line
from salesfloor.kernel.rulebook.models import Evidence

if TYPE_CHECKING:
    from tests.floor_builder import Floor

GOOD: str = "ruled-paper-77"


def last_line(kind: str = "people") -> dict[str, str]:
    line = Line.objects.filter(book__kind=kind).order_by("-line_no").first()
    assert line is not None
    told: dict[str, str] = orjson.loads(line.body)
    return told


def post_of(code: str) -> str:
    return Staff.objects.get(code=code).post


@pytest.mark.clause("3.1.1", "kept")
def test_name_lead_swaps_the_two(floor: Floor) -> None:
    floor.give("name_lead", by="manager", who="a", team="T1", reason="Experience")

    assert (post_of("a"), post_of("lead")) == ("lead", "salesperson")
    assert Staff.objects.get(code="lead").team == Staff.objects.get(code="a").team
    assert last_line()["do"] == "name_lead"
    assert last_line()["relieved"] == "lead"
    assert Move.objects.filter(kind="POST").count() == 2


def test_name_lead_of_a_headless_team(floor: Floor) -> None:
    """As it may stand there from before that was refused."""
    Staff.objects.filter(code="lead").update(left_at=floor.now)
    answer = floor.give("name_lead", by="manager", who="a", team="T1", reason="Vacancy")

    assert answer == {"who": "a", "team": "T1", "relieved": None}


@pytest.mark.clause("3.1.2", "refused")
@pytest.mark.parametrize("by", ["lead", "a", "admin", "desk"])
def test_nobody_below_the_manager_appoints(floor: Floor, by: str) -> None:
    refusal = floor.refusal("name_lead", by=by, who="a", team="T1", reason="x")

    assert refusal.clause == "3.1.2"
    assert post_of("a") == "salesperson"
    assert not Move.objects.exists()


def test_a_lead_is_not_named_twice(floor: Floor) -> None:
    assert (
        floor.refusal("name_lead", by="manager", who="lead", team="T1", reason="x").clause
        == "input"
    )


def test_change_post_is_on_record(floor: Floor) -> None:
    floor.give("change_post", by="manager", who="a", post="desk", reason="Wish")

    assert post_of("a") == "desk"
    assert Staff.objects.get(code="a").team is None
    move = Move.objects.get()
    assert (move.from_post, move.to_post, move.reason) == ("salesperson", "desk", "Wish")
    assert last_line() == {
        "do": "change_post",
        "post": "desk",
        "team": "",
        "who": "a",
    }


def test_a_consultant_founds_a_team_as_its_lead(floor: Floor) -> None:
    floor.give("change_post", by="manager", who="a", post="lead", team="T9", reason="New team")

    assert Staff.objects.get(code="a").team == people.team_named(floor.site_id, "T9")


@pytest.mark.clause("3.1.1", "refused")
@pytest.mark.parametrize(
    ("who", "post", "team"),
    [
        ("lead", "salesperson", "T1"),
        ("lead", "desk", None),
        ("a", "lead", "T1"),
        ("a", "lead", None),
    ],
)
def test_no_post_leaves_a_team_with_none_or_two(
    floor: Floor, who: str, post: str, team: str | None
) -> None:
    given = {"who": who, "post": post, "reason": "x", **({"team": team} if team else {})}

    assert floor.refusal("change_post", by="manager", **given).clause == "3.1.1"
    assert not Move.objects.exists()


@pytest.mark.parametrize(
    ("by", "who", "post"),
    [
        ("manager", "a", "manager"),
        ("manager", "director", "desk"),
        ("director", "director", "admin"),
    ],
)
def test_posts_are_given_from_above(floor: Floor, by: str, who: str, post: str) -> None:
    assert floor.refusal("change_post", by=by, who=who, post=post, reason="x").clause == "3.1.2"


def test_a_managers_reach_ends_at_the_site(floor: Floor) -> None:
    type(floor)("S2", prefix="x-")

    assert (
        floor.refusal("change_post", by="manager", who="x-a", post="desk", reason="x").clause
        == "3.1.2"
    )
    assert floor.refusal("set_pin", by="manager", who="x-a", pin="2468").clause == "access"


def test_a_pin_is_kept_as_a_hash_and_on_record(floor: Floor) -> None:
    floor.give("set_pin", by="a", pin="2750")

    assert check_password("2750", Staff.objects.get(code="a").pin_hash)
    assert last_line() == {"do": "set_pin", "who": "a"}
    assert not [row for row in Evidence.objects.values() if "2750" in str(row)]


def test_a_refused_pin_is_in_no_record(floor: Floor) -> None:
    assert floor.refusal("set_pin", by="a", pin="5555").clause == "input"
    assert not Staff.objects.get(code="a").pin_hash
    assert "5555" not in str(list(Evidence.objects.values()))


def test_an_account_is_opened_once_with_a_password_that_holds(floor: Floor) -> None:
    assert floor.refusal("open_account", by="manager", who="a", password="short").clause == "input"
    floor.give("open_account", by="manager", who="a", password=GOOD)

    assert Account.objects.get(staff__code="a").check_password(GOOD)
    assert floor.refusal("open_account", by="manager", who="a", password=GOOD).clause == "input"
    assert GOOD not in str(list(Evidence.objects.values()))


def test_a_new_password_ends_the_old_one(floor: Floor) -> None:
    assert floor.refusal("reset_password", by="manager", who="a", password=GOOD).clause == "input"
    floor.give("open_account", by="admin", who="a", password=GOOD)
    floor.give("reset_password", by="manager", who="a", password=GOOD + "-new")

    account = Account.objects.get(staff__code="a")
    assert account.check_password(GOOD + "-new")
    assert not account.check_password(GOOD)
    assert last_line()["do"] == "reset_password"


@pytest.mark.parametrize(
    ("by", "who"), [("admin", "manager"), ("manager", "director"), ("manager", "manager")]
)
def test_nobody_opens_an_account_above_themselves(floor: Floor, by: str, who: str) -> None:
    with pytest.raises(Refused):
        floor.give("reset_password", by=by, who=who, password=GOOD)
    assert not Account.objects.exists()


def test_a_site_changes_its_name_and_hours_on_record(floor: Floor) -> None:
    floor.give("change_site", by="manager", name="Riverside", opens="08:30", closes="20:00")

    site = people.site_by_code("S1")
    assert (site.name, f"{site.opens:%H:%M}", f"{site.closes:%H:%M}") == (
        "Riverside",
        "08:30",
        "20:00",
    )
    assert last_line()["do"] == "change_site"


@pytest.mark.clause("7.1.12", "kept")
def test_the_floor_is_looked_at_when_it_opens_from_then_on(floor: Floor) -> None:
    floor.give("change_site", by="manager", name="R", opens="08:30", closes="18:00", at="08:10")
    floor.wait_until("08:45")

    assert [one.name for one in floor.happenings] == ["floor_uncovered"]
    assert floor.happenings[0].at == floor.moment("08:30")


@pytest.mark.parametrize(
    "given",
    [
        {"name": "R", "opens": "09:00", "closes": "09:00"},
        {"name": "Sales office S1", "opens": "09:00", "closes": "18:00"},
        {"name": " ", "opens": "09:00", "closes": "19:00"},
    ],
)
def test_hours_that_are_none_change_nothing(floor: Floor, given: dict[str, str]) -> None:
    assert floor.refusal("change_site", by="manager", **given).clause == "input"


def test_nobody_on_the_floor_changes_the_site(floor: Floor) -> None:
    given = {"name": "R", "opens": "08:00", "closes": "09:00"}
    assert floor.refusal("change_site", by="lead", **given).clause == "access"
