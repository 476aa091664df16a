"""Asking the manager from the reception: the question, its answer there, the outcome beside it (9.3.2.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.reception import live
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("9.3.2.4")]
MINE = "/reception/"
SEEN = re.compile(r'name="seen" value="(\w+)"')


def test_the_consultant_asks_the_manager_and_reads_the_answer_at_the_reception(
    floor: Floor,
) -> None:
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    consultant, manager = visitor(floor, "a"), visitor(floor, "manager")
    page = consultant.get(MINE).content.decode()
    assert 'action="/give/ask/"' in page
    assert '<input type="hidden" name="about" value="reception:v1">' in page
    assert '<input type="hidden" name="to" value="manager">' in page
    seen = SEEN.findall(page)[0]
    assert consultant.get(f"/reception/now/?seen={seen}").status_code == 204

    given = {"about": "reception:v1", "to": "manager", "text": "May I offer the corner unit?"}
    piece(consultant, "/give/ask/", next=MINE, **given)
    page = consultant.get(f"/reception/now/?seen={seen}").content.decode()
    assert "May I offer the corner unit?" in page
    assert "Manager尚未答复" in page
    assert 'hx-trigger="every 20s"' in page
    asked = manager.get("/questions/1/").content.decode()
    assert 'href="/receptions/named/v1/"' in asked
    assert "reception:v1" not in asked

    seen = SEEN.findall(page)[0]
    piece(manager, "/give/answer/", question="1", text="Yes, until Friday.")
    page = consultant.get(f"/reception/now/?seen={seen}").content.decode()
    assert "Yes, until Friday." in page
    assert "Manager，用时" in page
    assert 'hx-trigger="every 20s"' not in page


def test_the_outcome_of_the_reception_stands_beside_the_answer(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    about = {"about": "reception:v1", "to": "manager"}
    floor.give("ask", by="a", text="May I offer the corner unit?", **about)
    floor.give("answer", by="manager", question=1, text="Yes, until Friday.")
    floor.give("end", by="a", ref="v1", outcome="no_deal", reason="too dear", grade="B")
    page = visitor(floor, "manager").get("/questions/1/").content.decode()
    assert "未成交" in page
    kept = visitor(floor, "a").get("/receptions/named/v1/", follow=True).content.decode()
    assert "Yes, until Friday." in kept
    assert 'action="/give/ask/"' not in kept, "the reception is over"


def test_a_colleague_is_offered_nothing_and_reads_nothing(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1")
    floor.give("ask", by="a", text="May I?", about="reception:v1", to="manager")
    colleague = visitor(floor, "b")
    assert "/give/ask/" not in colleague.get(MINE).content.decode()
    assert colleague.get("/questions/1/").status_code == 404


def test_of_several_managers_one_is_chosen(floor: Floor) -> None:
    floor.give("staff", code="second", name="Second", post="manager", team=None)
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    page = visitor(floor, "a").get(MINE).content.decode()
    assert '<option value="manager"' in page
    assert '<option value="second"' in page
    assert '<option value="b"' not in page


def test_what_the_talk_is_about_is_told_there_and_stands_on_the_board(floor: Floor) -> None:
    unit = {"layout": "3+1", "area": "89.50", "price": "1000000"}
    floor.give("unit", by="manager", code="U1", **unit)
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    consultant = visitor(floor, "a")
    assert 'action="/give/reception_about/"' in consultant.get(MINE).content.decode()
    piece(consultant, "/give/reception_about/", ref="v1", about="unit:U1", next=MINE)
    assert "在谈：房源 U1" in consultant.get(MINE).content.decode()
    pk = consultant.get("/receptions/named/v1/")["Location"].split("/")[-2]
    board = visitor(floor, "manager").get(f"/board/reception/{pk}/").content.decode()
    assert "在谈：房源 U1" in board
    for screen in (
        visitor(floor, "manager").get("/board/").content.decode(),
        live.VIEWS[f"{live.BOARD}.zh-hans"](floor.site_id or 0, floor.now),
    ):
        assert '<small class="topic">房源 U1</small>' in screen
    wall = live.VIEWS[f"{live.TELEVISION}.zh-hans"](floor.site_id or 0, floor.now)
    assert "房源 U1" not in wall
