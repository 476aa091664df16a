"""One's own reception on the phone, the list, the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.customers.models import Customer
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.tests.looking import browser, page, send, statements

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "13800138000"


@pytest.fixture
def receiving(floor: Floor) -> Floor:
    """Return a floor on which a receives 张建国 and b stands free."""
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", name="张建国", phone=PHONE)
    return floor


def test_the_receiver_sees_the_customer_whole(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page(browser(receiving, "a", monkeypatch), "/reception/")

    assert "张建国" in shown
    assert PHONE in shown
    assert 'href="/rulebook/3.2.1.2/"' in shown
    assert 'value="negotiated"' in shown


def test_whoever_stands_free_sees_the_place(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page(browser(receiving, "b", monkeypatch), "/reception/")

    assert "my-place is-up" in shown
    assert "张" not in shown


def test_whoever_has_not_signed_in_may(receiving: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(receiving, "c", monkeypatch)
    assert "/reception/presence/sign_in/" in page(client, "/reception/")

    assert send(client, "/reception/presence/sign_in/", key="k1").status_code == 204
    assert receiving.queue() == ["b", "a", "c"]


@pytest.mark.parametrize("name", ["desk", "manager", "finance"])
def test_only_salespeople_have_such_a_page(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert browser(receiving, name, monkeypatch).get("/reception/").status_code == 403


@pytest.mark.clause("3.2.4.1", "kept")
def test_of_a_courtesy_customer_it_says_only_whose_not(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiving.visit("09:20", ref="v2", phone=PHONE)

    shown = page(browser(receiving, "b", monkeypatch), "/reception/")

    assert 'href="/rulebook/3.2.4.5/"' in shown
    assert "3.5.0" not in shown


@pytest.mark.clause("9.1.2.3", "kept")
def test_those_who_do_not_buy_are_asked_at_the_end(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiving.give("complete", by="a", ref="v1", address="城东新村 3 幢")
    client = browser(receiving, "a", monkeypatch)
    shown = page(client, "/reception/")
    assert 'name="employer"' in shown
    assert 'name="address"' not in shown
    assert "城东新村 3 幢" in shown
    form = {"ref": "v1", "outcome": "not_a_buyer", "key": "k"}

    send(client, "/reception/end/", **form, address="elsewhere", employer="某某物业")

    one = Reception.objects.get()
    assert (one.address, one.employer) == ("城东新村 3 幢", "某某物业")
    assert "某某物业" in page(client, f"/receptions/{one.pk}/")


@pytest.mark.clause("9.3.2.3", "refused")
@pytest.mark.clause("9.5.2.2", "refused")
@pytest.mark.parametrize(
    ("form", "clause"),
    [
        ({"outcome": "negotiated"}, "9.3.2.3"),
        ({"outcome": "negotiated", "need": "三房"}, "9.3.2.3"),
        ({"outcome": "no_deal"}, "9.5.2.2"),
        ({"outcome": "no_deal", "reason": "贵"}, "9.5.2.2"),
        ({"outcome": "no_deal", "reason_kind": "price"}, "9.5.2.2"),
    ],
)
def test_an_end_without_what_its_outcome_asks_is_refused(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch, form: dict[str, str], clause: str
) -> None:
    answer = send(
        browser(receiving, "a", monkeypatch), "/reception/end/", ref="v1", key="k", **form
    )

    assert (answer.status_code, answer["X-Refused-By"]) == (422, clause)
    assert f'href="/rulebook/{clause}/"' in answer.content.decode()
    assert Reception.objects.get().ended_at is None


@pytest.mark.clause("9.3.2.3", "kept")
@pytest.mark.clause("9.5.2.2", "kept")
@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ({"outcome": "negotiated", "need": "三房", "problem": "首付"}, ("三房", "首付", "")),
        ({"outcome": "no_deal", "reason_kind": "price", "reason": "贵"}, ("", "", "贵")),
        ({"outcome": "left", "reason_kind": "price"}, ("", "", "")),
    ],
)
def test_an_end_with_it_is_done(
    receiving: Floor,
    monkeypatch: pytest.MonkeyPatch,
    form: dict[str, str],
    kept: tuple[str, str, str],
) -> None:
    answer = send(
        browser(receiving, "a", monkeypatch), "/reception/end/", ref="v1", key="k", **form
    )

    goes_on = "/business-card/?after=no_deal" if form["outcome"] == "no_deal" else "/reception/"
    assert (answer.status_code, answer["HX-Redirect"]) == (204, goes_on)
    reception = Reception.objects.get()
    assert (reception.need, reception.problem, reception.reason) == kept
    assert reception.outcome == form["outcome"]


def test_nobody_ends_a_colleagues_reception(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(receiving, "b", monkeypatch)

    answer = send(client, "/reception/end/", ref="v1", outcome="left", key="k1")

    assert (answer.status_code, answer["X-Refused-By"]) == (422, "access")


def test_the_page_stays_as_it_is_while_others_come_and_go(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(receiving, "a", monkeypatch)
    seen = page(client, "/reception/").split('name="seen" value="')[1].split('"')[0]
    receiving.visit("09:10")
    assert client.get(f"/reception/now/?seen={seen}").status_code == 204

    receiving.end("v1", at="09:30")
    assert client.get(f"/reception/now/?seen={seen}").status_code == 200


@pytest.mark.clause("9.1.1.4", "kept")
def test_particulars_party_and_phone_are_added_on_the_way(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(receiving, "a", monkeypatch)

    for address, form in (
        ("complete", {"area": "城东", "medium": "抖音"}),
        ("party", {"party_name": "李梅", "party_relation": "spouse", "party_role": "payer"}),
    ):
        sent = send(client, f"/reception/{address}/", ref="v1", key=address, **form)
        assert sent.status_code == 204, sent.content

    reception = Reception.objects.get()
    assert (reception.area, reception.medium) == ("城东", "抖音")
    assert reception.party == [
        {"name": "李梅", "phone": "", "relation": "spouse", "role": "payer", "normal": ""}
    ]


@pytest.mark.clause("9.1.1.4", "kept")
def test_what_is_added_goes_to_the_customers_page_too(receiving: Floor) -> None:
    customer = Customer.objects.get(phone=PHONE)
    assert (customer.area, customer.medium) == ("", "")

    receiving.give("complete", by="a", ref="v1", area="城东")
    receiving.give("complete", by="a", ref="v1", area="城西", medium="抖音")

    customer.refresh_from_db()
    assert (customer.area, customer.medium) == ("城东", "抖音")


def test_what_a_stranger_adds_goes_nowhere(receiving: Floor) -> None:
    assert receiving.refusal("complete", by="b", ref="v1", area="城东").clause == "access"
    assert Customer.objects.get(phone=PHONE).area == ""


def test_the_list_of_today_goes_on_by_pages(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor.sign_in("a")
    for number in range(10):
        floor.visit(ref=f"v{number}", name=f"客户{number}", phone=f"1380013800{number}")
        floor.end(f"v{number}")
    client = browser(floor, "a", monkeypatch)

    first = page(client, "/reception/")
    assert "客户9" in first
    assert "客户1" not in first
    after = first.split("/reception/today/?after=")[1].split('"')[0]
    further = page(client, f"/reception/today/?after={after}")
    assert "客户1" in further
    assert "客户9" not in further


@pytest.mark.fault("P16")
@pytest.mark.case(115)
@pytest.mark.parametrize("name", ["a", "desk", "manager"])
def test_lists_mask_phones_for_everybody(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    client = browser(receiving, name, monkeypatch)

    for address in ("/receptions/", "/receptions/?as=csv"):
        shown = page(client, address)
        assert "138****8000" in shown
        assert PHONE not in shown


@pytest.mark.case(80)
def test_a_colleagues_reception_is_no_page(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = Reception.objects.get().pk
    client = browser(receiving, "b", monkeypatch)

    assert "张建国" not in page(client, "/receptions/")
    assert client.get(f"/receptions/{pk}/").status_code == 404
    assert browser(receiving, "a", monkeypatch).get(f"/receptions/{pk}/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_ten_statements_at_most(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    for _ in range(rows):
        receiving.visit()

    assert statements(browser(receiving, "manager", monkeypatch), "/receptions/") <= 10


def test_the_name_of_a_reception_leads_to_its_page(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = Reception.objects.get().pk

    answer = browser(receiving, "desk", monkeypatch).get("/receptions/named/v1/")

    assert answer["Location"] == f"/receptions/{pk}/"


@pytest.mark.clause("9.1.1.4", "kept")
@pytest.mark.parametrize(
    "address", ["/reports/sources/", "/reports/sources/?by=area", "/reports/greeting/"]
)
@pytest.mark.parametrize(
    ("name", "status"), [("manager", 200), ("lead", 200), ("a", 403), ("desk", 403)]
)
def test_reports_are_for_those_who_lead(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch, address: str, name: str, status: int
) -> None:
    receiving.end("v1", at="09:30")

    assert browser(receiving, name, monkeypatch).get(address).status_code == status


@pytest.mark.clause("9.1.1.4", "kept")
def test_the_manager_notes_what_a_medium_cost(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(receiving, "manager", monkeypatch)
    form = {"medium": "户外", "month": "2026-03", "amount": "3100", "key": "k"}

    assert send(client, "/reports/sources/cost/", **form).status_code == 204

    shown = page(client, "/reports/sources/?from=2026-03-01&to=2026-03-02")
    assert "¥200.00" in shown
    assert "¥3,100.00" in shown
    lead = page(browser(receiving, "lead", monkeypatch), "/reports/sources/")
    assert "/reports/sources/cost/" not in lead
    answer = send(browser(receiving, "lead", monkeypatch), "/reports/sources/cost/", **form)
    assert answer["X-Refused-By"] == "access"


@pytest.mark.clause("9.1.1.4", "kept")
def test_the_desk_offers_the_sites_list(receiving: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    today = receiving.day.isoformat()
    receiving.give("policy", by="manager", name="area.list", value=["西湖"], from_=today)

    for name, address in (("desk", "/desk/"), ("a", "/reception/")):
        shown = page(browser(receiving, name, monkeypatch), address)
        assert '<option value="西湖">' in shown


@pytest.mark.parametrize(
    "query", ["from=x&to=y", "from=2026-03-09&to=2026-03-01", "receiver=x&channel=z"]
)
def test_what_makes_no_sense_narrows_nothing(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    client = browser(receiving, "manager", monkeypatch)

    for address in ("/receptions/", "/reports/sources/", "/reports/greeting/"):
        assert client.get(f"{address}?{query}").status_code == 200


def test_the_filtered_list_is_a_piece_but_a_whole_page_when_gone_back_to(
    receiving: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(receiving, "desk", monkeypatch)
    asked = {"HX-Request": "true"}

    piece = client.get("/receptions/?channel=visit", headers=asked).content.decode()
    back = client.get(
        "/receptions/?channel=visit", headers=asked | {"HX-History-Restore-Request": "true"}
    ).content.decode()

    assert ("<html" in piece, "<html" in back) == (False, True)
