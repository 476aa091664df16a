"""Reports show which causes and which products lose deals (9.4.2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor


@pytest.mark.django_db
@pytest.mark.clause("9.4.2", "kept")
def test_causes_and_products_that_lost_customers_come_first() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a")
    for code in ("2-101", "2-102"):
        floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000")
    floor.visit("09:05", ref="v1", phone="13800138000")
    for cause, product, result in (
        ("unsure", "2-101", "lost"),
        ("unsure", "2-101", "removed"),
        ("other_view", "2-102", "removed"),
        ("fault_finding", "", "open"),
    ):
        given = {"words": "Too dear", "cause": cause, "product": product}
        method = {} if result == "open" else {"method": "cushion"}
        floor.give("log_objection", by="a", ref="v1", result=result, **given, **method)
    page = visitor(floor, "manager").get("/playbook/objections/")
    told = [
        [(one.key, one.lost, one.ended) for _words, one in rows]
        for _title, rows in page.context["losing"]
    ]
    assert told == [
        [("unsure", 1, 2)],
        [("2-101", 1, 2)],
    ]
    assert "2-101" in page.content.decode()
