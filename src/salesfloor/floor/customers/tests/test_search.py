"""Customers are found by name, pinyin and phone, within one's scope (3.4.3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.customers.queries import search

if TYPE_CHECKING:
    from tests.floor_builder import Floor


@pytest.fixture
def two_owners(floor: Floor) -> Floor:
    """Return a floor on which a follows 张建国 and b follows 欧阳娜; 路人 is in nobody's book."""
    floor.sign_in("a", "b")
    floor.visit("09:05", phone="13800138000", name="张建国", ref="one")
    floor.visit("09:06", phone="13900139000", name="欧阳娜", ref="two")
    floor.visit("09:07", phone="13700137000", name="路人", ref="three")
    return floor


def names(floor: Floor, by: str, text: str = "", **narrowed: object) -> list[str]:
    page = search.search(floor.actor(by), floor.now, text, **narrowed)  # type: ignore[arg-type]
    return [row.name for row in page.rows]


@pytest.mark.clause("3.4.3.5")
def test_a_salesperson_finds_the_own_customers(two_owners: Floor) -> None:
    assert names(two_owners, "a") == ["张建国"]
    assert names(two_owners, "b") == ["欧阳娜"]
    assert names(two_owners, "manager") == ["路人", "欧阳娜", "张建国"]


@pytest.mark.parametrize(
    "text", ["张", "建国", "zjg", "zhangjian", "ZHANG", "8000", "138 0013 8000", "+86-13800138000"]
)
def test_any_part_finds(two_owners: Floor, text: str) -> None:
    assert names(two_owners, "manager", text) == ["张建国"]


@pytest.mark.parametrize("text", ["_", "%", "zz", "9999", "李"])
def test_what_fits_nobody_finds_nobody(two_owners: Floor, text: str) -> None:
    assert names(two_owners, "manager", text) == []


@pytest.mark.clause("3.4.3.5")
def test_a_colleagues_customer_is_only_that(two_owners: Floor) -> None:
    actor, at = two_owners.actor("a"), two_owners.now
    assert search.search(actor, at, "13900139000") == search.Page([])
    assert search.is_colleagues(actor, at, "13900139000")
    assert not search.is_colleagues(actor, at, "欧阳")
    assert not search.is_colleagues(actor, at, "13600136000")


def test_lists_are_narrowed_by_state_and_follower(two_owners: Floor) -> None:
    staff = two_owners.actor("b").staff_id
    assert names(two_owners, "manager", state="pool") == ["路人"]
    assert names(two_owners, "manager", state="followed") == ["欧阳娜", "张建国"]
    assert names(two_owners, "manager", owner_id=staff) == ["欧阳娜"]


def test_pages_go_on_where_the_last_ended(two_owners: Floor) -> None:
    actor, at = two_owners.actor("manager"), two_owners.now
    first = search.search(actor, at, most=2)
    assert [row.name for row in first.rows] == ["路人", "欧阳娜"]
    rest = search.search(actor, at, after=first.after, most=2)
    assert ([row.name for row in rest.rows], rest.after) == (["张建国"], None)


def test_customers_of_another_site_are_not_found(two_owners: Floor) -> None:
    from tests.floor_builder import Floor as Other  # noqa: PLC0415

    other = Other("S2", prefix="x-")
    assert names(other, "manager") == []
