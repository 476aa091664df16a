"""The list and the pages of advances: each to those it concerns, with the next step of whoever has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from salesfloor.base.refusals import Refused
from salesfloor.kernel.work import api as work
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


def asked(floor: Floor, by: str = "a") -> None:
    floor.give("request_advance", by=by, amount="500", purpose="flowers for the opening")


def shown(floor: Floor, who: str, address: str) -> str:
    answer = visitor(floor, who).get(address)
    assert answer.status_code == 200, (who, address)
    return answer.content.decode()


def test_nobody_but_finance_and_managers_sees_the_advance_of_another(floor: Floor) -> None:
    asked(floor)
    for who in ("a", "finance", "manager", "director"):
        assert "flowers for the opening" in shown(floor, who, "/advances/")
        assert "flowers for the opening" in shown(floor, who, "/advances/1/")
    for who in ("b", "lead", "desk", "admin"):
        assert "flowers for the opening" not in shown(floor, who, "/advances/")
        assert "还没有借款" in shown(floor, who, "/advances/")
        assert visitor(floor, who).get("/advances/1/").status_code == 404


def test_each_step_is_offered_to_whoever_has_it_and_done_on_the_page(floor: Floor) -> None:
    asked(floor)
    for who in ("a", "finance"):
        assert "/give/approve_advance/" not in shown(floor, who, "/advances/1/")
    manager, finance = visitor(floor, "manager"), visitor(floor, "finance")
    page = manager.get("/advances/1/").content.decode()
    assert page.count('action="/give/approve_advance/"') == 2
    words = re.findall(r'name="granted" value="(\w+)"', page)
    piece(manager, "/give/approve_advance/", advance="1", granted=words[0])
    assert "/give/approve_advance/" not in shown(floor, "manager", "/advances/1/")
    assert 'action="/give/pay_advance/"' in finance.get("/advances/1/").content.decode()
    piece(finance, "/give/pay_advance/", advance="1", method="cash")
    page = finance.get("/advances/1/").content.decode()
    assert 'action="/give/settle_advance/"' in page
    assert "data-more-rows" in page, "there may be more vouchers than rows"
    assert "web/rows.js" in page
    assert "未核销余额" in page
    assert "500.00" in page
    vouchers = {"vouchers.7.what": "roses", "vouchers.7.amount": "420.50"}
    piece(finance, "/give/settle_advance/", advance="1", returned="79.50", **vouchers)
    page = shown(floor, "a", "/advances/1/")
    assert "roses ¥420.50" in page
    assert "79.50" in page
    assert "/give/" not in page


def test_who_asked_finds_no_word_about_it_on_the_page(floor: Floor) -> None:
    asked(floor, by="manager")
    assert "/give/approve_advance/" not in shown(floor, "manager", "/advances/1/")
    assert "/give/approve_advance/" in shown(floor, "director", "/advances/1/")
    lists = {
        who: [one.url for one in work.items(floor.actor(floor.prefix + who), floor.now)]
        for who in ("manager", "director")
    }
    assert "/advances/1/" not in lists["manager"]
    assert "/advances/1/" in lists["director"]


def test_who_is_turned_down_reads_why(floor: Floor) -> None:
    asked(floor)
    floor.give("approve_advance", by="manager", advance=1, granted=False, reason="ask the florist")
    page = shown(floor, "a", "/advances/1/")
    assert "ask the florist" in page
    assert "未批准" in page
    assert "未核销余额" not in page


def test_a_late_one_stands_before_another_and_leads_to_its_page(floor: Floor) -> None:
    asked(floor)
    floor.give("approve_advance", by="manager", advance=1, granted=True)
    floor.give("pay_advance", by="finance", advance=1, method="cash")
    page = shown(floor, "a", "/advances/")
    assert "已逾期" in page
    assert 'href="/advances/1/"' in page
    assert "/give/request_advance/" not in page
    assert "/give/request_advance/" in shown(floor, "b", "/advances/")
    found = [one.url for one in work.items(floor.actor(floor.prefix + "a"), floor.now)]
    assert "/advances/1/" in found
    assert "flowers" in shown(floor, "finance", "/advances/?late=1")
    with pytest.raises(Refused):
        floor.give("settle_advance", by="finance", advance=1, vouchers=[], returned="1")
