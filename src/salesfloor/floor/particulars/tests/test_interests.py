"""What customers warm to in figures and as a list: who sees which, how many, for how many anything is marked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.particulars.queries.interests import Liked, liked_most, marking
from tests.floor_builder import Floor
from tests.visitor import visitor

OWN, OTHER, UNMARKED = "13800138000", "13900139000", "13700137000"
FIGURES = "/reports/interests/"
WHO = "/reports/interests/who/"


@pytest.fixture
def marked(db: None) -> Floor:
    """Return a floor where a's and b's customers have marks, and a second one of a's has none."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=2))
    floor.sign_in("a", "b")
    floor.issue_books("a", "b")
    for ref, phone, by in (("v1", OWN, "a"), ("v2", OTHER, "b"), ("v3", UNMARKED, "a")):
        floor.visit(ref=ref, phone=phone)
        if phone != UNMARKED:
            floor.give("mark_interest", by=by, phone=phone, tag="daylight", weight=2)
        floor.end(ref, outcome="left")
    floor.give("mark_interest", by="a", phone=OWN, tag="terrace", weight=3)
    return floor


@pytest.mark.clause("9.2.1.4", "kept")
def test_what_most_customers_like_stands_first(marked: Floor) -> None:
    site_id = marked.site_id or 0
    assert liked_most(site_id, marked.day, marked.day) == [
        Liked("daylight", (0, 2, 0)),
        Liked("terrace", (0, 0, 1)),
    ]
    after = marked.day + timedelta(days=1)
    assert liked_most(site_id, after, after) == []


def test_for_how_many_customers_anything_is_marked(marked: Floor) -> None:
    counted = {
        (one.received, one.marked) for one in marking(marked.site_id or 0, marked.day, marked.day)
    }
    assert counted == {(2, 1), (1, 1)}


def test_the_page_its_spreadsheets_and_whose_marking_one_sees(marked: Floor) -> None:
    manager = visitor(marked, "manager")
    assert "terrace" in manager.get(FIGURES).content.decode()
    file = manager.get(f"{FIGURES}?as=csv").content.decode("utf-8-sig")
    assert [line.split(",")[1:] for line in file.splitlines()[1:3]] == [
        ["2", "0", "2", "0"],
        ["1", "0", "0", "1"],
    ]
    assert len(manager.get(FIGURES).context["marking"]) == 2
    assert len(visitor(marked, "a").get(FIGURES).context["marking"]) == 1
    assert visitor(marked, "finance").get(FIGURES).status_code == 403
    for asked in ("30", "365", "nonsense"):
        assert manager.get(FIGURES, {"days": asked}).status_code == 200


def test_a_salesperson_finds_the_own_customers_only_by_what_they_like(marked: Floor) -> None:
    def found(who: str, **asked: str) -> int:
        listed = visitor(marked, who).get(WHO, asked).context["listed"]
        return sum(len(group.rows) for group in listed.groups)

    assert (found("manager"), found("a"), found("b")) == (3, 2, 1)
    assert (found("manager", tag="daylight"), found("a", tag="daylight")) == (2, 1)
    assert found("manager", weight="3") == 1
