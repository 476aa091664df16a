"""The page of a return tells finance what is given for what came back, and who pays how much."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("9.7.1.3", "kept")]
PHONE = "13800138000"
SALE: dict[str, Any] = {"seller": "a", "method": "cash", "source": "savings"}
WORDS: dict[str, Any] = {
    "sale": 1,
    "goods": "LAMP",
    "qty": 1,
    "cause": "goods",
    "evidence": "it flickers",
    "condition": "used",
    "wish": "exchange",
}


@pytest.fixture
def returned(floor: Floor) -> Floor:
    """Return a floor on which a lamp for 100 yuan came back; a bed is 250 yuan."""
    for code, name, price in (("LAMP", "Brass lamp", "100"), ("BED", "Oak bed", "250")):
        facts: dict[str, Any] = {"price": price, "stock": 5, "warranty_days": 365}
        floor.give("goods", by="manager", code=code, name=name, **facts)
    floor.give("sell", by="finance", items=[{"goods": "LAMP", "qty": 1}], **SALE)
    floor.give("start_return", by="a", **WORDS)
    return floor


def _decided(floor: Floor, decision: str, goods: str = "") -> str:
    given: dict[str, Any] = {"return": 1, "decision": decision, "reason": "it flickers"}
    floor.give("decide_return", by="manager", **given, **({"goods": goods} if goods else {}))
    return shown(floor)


def shown(floor: Floor) -> str:
    return visitor(floor, "finance").get("/returns/1/").content.decode()


def test_an_exchange_for_dearer_goods_says_what_the_customer_pays(returned: Floor) -> None:
    page = _decided(returned, "exchange", "BED")
    assert "Brass lamp" in page
    assert "Oak bed × 1 · ¥250.00" in page
    assert "客户应补" in page
    assert "¥150.00" in page
    settled: dict[str, Any] = {"return": 1, "method": "cash", "goods_to": "stock"}
    returned.give("settle_return", by="finance", **settled)
    page = shown(returned)
    assert "客户已补" in page
    assert 'href="/receipts/2/"' in page
    assert "客户应补" not in page


def test_an_even_exchange_and_a_refund_say_so(returned: Floor) -> None:
    page = _decided(returned, "exchange")
    assert "无，等价换货" in page
    assert 'type="hidden" name="method"' in page, "nobody pays, so no way of paying is asked for"
    assert 'name="goods_to"' in page


def test_goods_in_stock_are_offered_by_name(returned: Floor) -> None:
    facts: dict[str, Any] = {"price": "90", "stock": 0, "warranty_days": 30}
    returned.give("goods", by="manager", code="RUG", name="Wool rug", **facts)
    page = visitor(returned, "manager").get("/returns/1/").content.decode()
    assert "Oak bed BED，库存 5" in page
    assert "Wool rug" not in page


def test_a_refund_says_what_is_paid_back_and_by_which_line(returned: Floor) -> None:
    assert "应退客户" in _decided(returned, "refund")
    settled: dict[str, Any] = {"return": 1, "method": "cash", "goods_to": "supplier"}
    returned.give("settle_return", by="finance", **settled)
    assert "退款 1 号" in shown(returned)


def test_goods_are_entered_and_sold_by_those_whose_posts_may(returned: Floor) -> None:
    for who, enters, sells in (
        ("manager", True, False),
        ("finance", False, True),
        ("a", False, False),
    ):
        page = visitor(returned, who).get("/goods/").content.decode()
        assert ("/give/goods/" in page, "/sales/new/" in page) == (enters, sells), who


@pytest.mark.clause("9.7.1.1", "kept")
def test_the_form_of_a_sale_offers_the_goods_in_each_row(returned: Floor) -> None:
    page = visitor(returned, "finance").get("/sales/new/").content.decode()
    assert page.count('<option value="LAMP"') == page.count('name="items.') // 3
    assert 'name="items.3.goods"' in page


@pytest.mark.clause("9.7.1.1", "kept")
@pytest.mark.parametrize("typed", ["1", PHONE, "138 0013 8000", "lamp", "LAMP", ""])
def test_a_sale_is_found_by_number_phone_or_goods(returned: Floor, typed: str) -> None:
    returned.give(
        "sell", by="finance", items=[{"goods": "BED", "qty": 1}], phone="13900139000", **SALE
    )
    returned.give("sell", by="finance", items=[{"goods": "LAMP", "qty": 2}], phone=PHONE, **SALE)
    page = visitor(returned, "a").get("/sales/", {"q": typed}).content.decode()
    assert ('href="/sales/1/"' in page) == (typed in {"1", "lamp", "LAMP", ""})
    assert ('href="/sales/3/"' in page) == (typed != "1")
    assert ('href="/sales/2/"' in page) == (typed == "")
    assert PHONE not in page.split("<tbody")[1].split("</tbody")[0]


@pytest.mark.clause("9.7.1.1", "kept")
@pytest.mark.clause("9.7.1.2", "kept")
def test_the_page_of_a_sale_says_what_is_allowed_and_starts_the_return(returned: Floor) -> None:
    browser = visitor(returned, "a")
    form = {**WORDS, "evidence": "the shade is torn"}
    page = browser.get("/sales/1/").content.decode()
    assert "还可退 0 件" in page
    assert "/returns/start/" not in page, "all that was sold is on its way back"
    assert piece(browser, "/returns/start/", **form)["X-Refused-By"] == "9.7.1.1"
    refused: dict[str, Any] = {"return": 1, "decision": "refuse", "reason": "x"}
    returned.give("decide_return", by="manager", **refused)
    page = browser.get("/sales/1/").content.decode()
    assert "退款：" in page
    assert "维修：" in page
    started = piece(browser, "/returns/start/", **form)
    assert started["HX-Redirect"] == "/returns/2/"
    assert 'href="/sales/1/"' in browser.get("/returns/2/").content.decode()


@pytest.mark.clause("7.2.3", "refused")
def test_finance_sells_on_a_page_and_lands_at_the_sale_with_its_receipt(returned: Floor) -> None:
    form = {**SALE, "seller": returned.prefix + "a", "items.0.goods": "BED", "items.0.qty": "2"}
    sold = piece(visitor(returned, "finance"), "/sales/new/", **form)
    assert sold["HX-Redirect"] == "/sales/2/"
    page = visitor(returned, "finance").get("/sales/2/").content.decode()
    assert "¥500.00" in page
    assert 'href="/receipts/2/"' in page
    assert piece(visitor(returned, "manager"), "/sales/new/", **form).status_code in {403, 422}
    assert visitor(returned, "b").get("/sales/9/").status_code == 404


@pytest.mark.clause("9.7.1.2", "kept")
def test_the_list_of_returns_tells_their_causes_with_what_was_decided(returned: Floor) -> None:
    page = visitor(returned, "a").get("/returns/").content.decode()
    assert "一年来的退货原因" in page
    assert "1 次退货中 1 次" in page
    assert "还没定" in page
    _decided(returned, "refuse")
    assert "拒绝 1 次" in visitor(returned, "a").get("/returns/").content.decode()


def test_a_house_without_returns_draws_nothing(floor: Floor) -> None:
    assert "data-chart" not in visitor(floor, "manager").get("/returns/").content.decode()
