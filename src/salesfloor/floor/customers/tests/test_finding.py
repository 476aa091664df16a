"""Customers are found however their name is typed (case 65)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesfloor.base.names import folded
from salesfloor.floor.customers import api as customers
from salesfloor.floor.customers.queries.search import search

if TYPE_CHECKING:
    from tests.floor_builder import Floor

NAMES = {
    "曾子墨": "13700000001",
    "单晓": "13700000002",
    "覃梅": "13700000003",
    "吕布": "13700000004",
    "阿依努尔·买买提": "13700000005",
    "张 三": "13700000006",
    "Ａｎｎａ Li": "13700000007",
    "\uf9d0小明": "13700000008",
    "𠮷田": "13700000009",
    "女娲": "13700000010",
    "7%_李": "13700000011",
}


@pytest.fixture
def named(floor: Floor) -> Floor:
    for name, phone in NAMES.items():
        customers.write_customer(floor.site_id or 0, phone, floor.now, name=name)
    return floor


@pytest.mark.fault("P5")
@pytest.mark.case(65)
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zeng", "曾子墨"),
        ("zengzimo", "曾子墨"),
        ("zzm", "曾子墨"),
        ("Zēng", "曾子墨"),
        ("shan", "单晓"),
        ("sx", "单晓"),
        ("qin", "覃梅"),
        ("tanmei", "覃梅"),
        ("tm", "覃梅"),
        ("lv", "吕布"),
        ("lubu", "吕布"),
        ("lyubu", "吕布"),
        ("lǚ bù", "吕布"),
        ("nvwa", "女娲"),
        ("nuwa", "女娲"),
        ("阿依努尔买买提", "阿依努尔·买买提"),
        ("努尔 买", "阿依努尔·买买提"),
        ("阿依努尔•买买提", "阿依努尔·买买提"),
        ("ayinuermai", "阿依努尔·买买提"),
        ("张三", "张 三"),
        ("zhangs", "张 三"),
        ("anna", "Ａｎｎａ Li"),
        ("annali", "Ａｎｎａ Li"),
        ("li", "Ａｎｎａ Li"),
        ("類", "\uf9d0小明"),
        ("\uf9d0", "\uf9d0小明"),
        ("𠮷", "𠮷田"),
        ("7%_", "7%_李"),
    ],
)
def test_found(named: Floor, typed: str, name: str) -> None:
    found = search(named.actor("manager"), named.now, typed)
    assert name in {row.name for row in found.rows}  # and the name is shown as it was given


@pytest.mark.parametrize("typed", ["%", "_", "·", "李%", "zzzz", "x" * 1000, "\\", "|"])
def test_not_found(named: Floor, typed: str) -> None:
    found = search(named.actor("manager"), named.now, typed)
    assert not {row.name for row in found.rows} - {"7%_李"}


@pytest.mark.fault("P5")
@pytest.mark.parametrize("typed", ["zeng", "zzm", "曾子", "Zēng"])
def test_the_desk_finds_by_the_same_ways(named: Floor, typed: str) -> None:
    fits = customers.Customer.objects.filter(customers.named(typed), site_id=named.site_id or 0)
    assert [row.name for row in fits] == ["曾子墨"]


@pytest.mark.django_db
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_database_folds_names_as_we_do(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT customers_folded(%s)", [name])
        assert cursor.fetchone() == (folded(name),)
