"""The till, deals, agreements and receipts as pages: who sees what, and what can be done from there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.deals.models import Deal, SealedPaper
from salesfloor.floor.till.models import Refund
from salesfloor.kernel.conduct.models import Fine
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800138000", "13600136000"
NAMED = {"buyer": "张建国", "id_no": "110101199003074178"}


@pytest.fixture
def yesterday() -> Floor:
    """Return a floor on which a's customer holds U1 in full and b's U2 in part, since yesterday."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    for code in ("U1", "U2", "U3"):
        floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE, name="张建国")
    floor.visit("09:01", ref="v2", phone=OTHER, name="欧阳娜")
    paid: dict[str, Any] = {"method": "cash", "source": "积蓄", "due": "50000"}
    floor.give("deposit", by="finance", at="17:00", phone=PHONE, unit="U1", amount="50000", **paid)
    floor.give("deposit", by="finance", phone=OTHER, unit="U2", amount="10000", **paid)
    return floor


def test_the_till_takes_a_deposit_and_shows_it(yesterday: Floor) -> None:
    browser = visitor(yesterday, "finance")
    page = browser.get("/till/?unit=U3")
    assert "欧阳" not in page.content.decode().split("data-capitals")[0]
    assert (
        browser.get("/till/capitals/?amount=107000.53").content.decode() == "壹拾万柒仟元伍角叁分"
    )
    assert browser.get("/till/capitals/?amount=no").content == b""
    form = {"phone": PHONE, "unit": "U3", "amount": "20000", "due": "50000", "method": "cash"}
    known = piece(browser, "/till/known/", **form).content.decode()
    assert "张*" in known
    assert "张建国" not in known
    answer = piece(browser, "/till/take/", source="积蓄", **form)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/receipts/3/")
    assert Deal.objects.get(unit="U3").owner_id == yesterday.actor("a").staff_id
    assert ">U3<" in browser.get("/till/").content.decode()


def test_the_till_loses_no_money_that_is_to_be_paid_back(yesterday: Floor) -> None:
    yesterday.give("release_hold", by="manager", at="18:00", unit="U2", reason="客户放弃")
    owed = Deal.objects.get(unit="U2")
    later = [
        Deal(**{**model_to_dict(owed), "id": None, "number": number, "shares": {}})
        for number in range(100, 220)
    ]
    Deal.objects.bulk_create(later)
    gone = {"site_id": owed.site_id, "about": "U2", "amount_fen": owed.refund_fen, "method": "cash"}
    Refund.objects.bulk_create(
        Refund(number=n, matter=f"deal:{n}", paid_by="finance", paid_at=timezone.now(), **gone)
        for n in range(100, 220)
    )

    page = visitor(yesterday, "finance").get("/till/")

    assert [(deal.number, deal.left_fen) for deal, _name in page.context["refunds"]] == [
        (owed.number, 1_000_000)
    ]
    yesterday.give("refund", by="finance", phone=OTHER, unit="U2", amount="4000", method="cash")
    page = visitor(yesterday, "finance").get("/till/")
    assert [deal.left_fen for deal, _name in page.context["refunds"]] == [600_000]


def test_only_who_takes_deposits_is_told_while_typing(yesterday: Floor) -> None:
    typed = {"phone": OTHER, "unit": "U2", "amount": "300000"}

    told = piece(visitor(yesterday, "finance"), "/till/known/", **typed).content.decode()
    untold = piece(visitor(yesterday, "a"), "/till/known/", **typed).content.decode()

    assert "欧阳*" in told
    assert "10,000.00" in told
    assert "置业顾问" in told
    assert "caution" in told
    assert "欧阳" not in untold
    assert "10,000.00" not in untold
    held = piece(visitor(yesterday, "finance"), "/till/known/", phone=PHONE, unit="U2")
    assert "3.5.5" in held.content.decode()


@pytest.mark.clause("3.4.1.1", "refused")
def test_a_deposit_is_offered_to_who_takes_it_and_the_till_names_them(yesterday: Floor) -> None:
    offered = "/give/deposit/"
    Deal.objects.update(hold_until=timezone.now() + timedelta(hours=1))
    assert offered in visitor(yesterday, "finance").get("/deals/2/").content.decode()
    assert offered not in visitor(yesterday, "b").get("/deals/2/").content.decode()
    assert offered not in visitor(yesterday, "lead").get("/deals/2/").content.decode()
    till = visitor(yesterday, "b").get("/till/")
    assert {one.code for one in till.context["takers"]} == {"finance", "manager"}
    assert "data-keep" not in till.content.decode()
    until = (timezone.now() + timedelta(days=1)).isoformat()
    yesterday.give("designate", by="manager", who="b", until=until)
    assert offered in visitor(yesterday, "b").get("/deals/2/").content.decode()
    assert "b" in {one.code for one in visitor(yesterday, "a").get("/till/").context["takers"]}


@pytest.mark.clause("3.4.3.5", "refused")
def test_a_colleagues_deal_does_not_open(yesterday: Floor) -> None:
    assert visitor(yesterday, "a").get("/deals/1/").status_code == 200
    assert visitor(yesterday, "b").get("/deals/1/").status_code == 404
    assert visitor(yesterday, "lead").get("/deals/1/").status_code == 200
    assert visitor(yesterday, "desk").get("/deals/1/").status_code == 403
    for paper in ("/receipts/1/", "/receipts/1/paper/", "/receipts/999/", "/refunds/1/paper/"):
        assert visitor(yesterday, "b").get(paper).status_code == 404, "as if it were not there"
    listed = visitor(yesterday, "b").get("/deals/").content.decode()
    assert 'href="/deals/2/"' in listed
    assert 'href="/deals/1/"' not in listed, "a form's token may hold a code of two letters"


@pytest.mark.clause("7.1.4", "kept")
def test_a_deal_says_who_brings_what_to_the_next_stage(yesterday: Floor) -> None:
    assert "全体买受人的身份证" in visitor(yesterday, "a").get("/deals/1/").content.decode()
    part = visitor(yesterday, "b").get("/deals/2/").content.decode()
    assert "全体买受人的身份证" not in part, "the deposit comes first"


def test_a_receipt_is_served_as_paper(yesterday: Floor) -> None:
    browser = visitor(yesterday, "finance")
    assert "伍万元整" in browser.get("/receipts/1/").content.decode()
    paper = browser.get("/receipts/1/paper/")
    assert paper["Content-Type"] == "application/pdf"
    assert browser.get("/receipts/9/paper/").status_code == 404


def test_a_sealed_agreement_is_served_as_it_was_signed(yesterday: Floor) -> None:
    words: dict[str, Any] = {"phone": PHONE, "unit": "U1", "discount": 0, "terms": [], **NAMED}
    yesterday.give("prepare_agreement", by="a", **words)
    browser = visitor(yesterday, "a")
    page = browser.get("/agreements/1/").content.decode()
    assert "110101**********78" in page
    assert NAMED["id_no"] not in page
    for other in ("b", "desk"):
        assert visitor(yesterday, other).get("/agreements/1/").status_code == 404
    assert browser.get("/agreements/1/paper/").content.startswith(b"%PDF")
    assert "附上" in page, "what is tapped is no signature on paper"
    yesterday.give("sign_agreement", by="a", agreement=1, signer="buyer")
    signed = browser.get("/agreements/1/")
    assert signed.context["steps"][0]["witness"] == yesterday.actor("a").name
    yesterday.give("sign_agreement", by="a", agreement=1)
    yesterday.give("sign_agreement", by="manager", agreement=1)
    sealed = SealedPaper.objects.get()
    assert browser.get("/agreements/1/paper/").content == bytes(sealed.content)
    assert sealed.sha256 in browser.get("/agreements/1/").content.decode()


@pytest.mark.clause("3.3.2.1", "applied")
def test_a_claim_bound_by_a_deal_has_no_last_day_on_any_page(yesterday: Floor) -> None:
    bound = Deal.objects.get(unit="U1")
    follows = visitor(yesterday, "a")
    pages = [
        follows.get("/customers/"),
        follows.get(f"/customers/{bound.customer_id}/"),
        follows.get(f"/follow-ups/{bound.customer_id}/"),
        follows.get("/customers/", {"q": PHONE}),
        visitor(yesterday, "manager").get("/leaving/a/"),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    for page in pages:
        text = page.content.decode()
        assert "2199" not in text
        assert "12月30日" not in text
    assert "成交" in pages[1].content.decode()


def test_a_receipt_voided_with_something_said_otherwise_is_written_anew(yesterday: Floor) -> None:
    browser = visitor(yesterday, "finance")
    answer = piece(browser, "/receipts/1/void/", reason="it was a card", method="card")
    assert answer["HX-Redirect"] == "/receipts/4/", "the new one, to be printed"
    assert Deal.objects.get(unit="U1").ended_at is None
    void = browser.get("/receipts/1/").content.decode()
    assert 'href="/receipts/3/"' in void
    assert 'href="/receipts/4/"' in void
    assert "it was a card" in void
    counter = browser.get("/receipts/3/").content.decode()
    assert "it was a card" in counter
    assert "冲销单 3 号" in counter
    assert "有效" not in counter.split("<main")[1]
    fresh = browser.get("/receipts/4/").content.decode()
    assert 'href="/receipts/1/"' in fresh
    assert "it was a card" not in fresh


@pytest.mark.clause("3.4.3.5", "kept")
def test_a_deal_names_its_customer_whole_only_to_owner_and_leaders(yesterday: Floor) -> None:
    number = Deal.objects.get(unit="U1").number
    for code, name in (
        ("a", "张建国"),
        ("manager", "张建国"),
        ("lead", "张建国"),
        ("finance", "张*"),
    ):
        browser = visitor(yesterday, code)
        for path in (f"/deals/{number}/", "/deals/"):
            page = browser.get(path).content.decode()
            assert name in page
        assert PHONE not in browser.get("/deals/").content.decode()
    told = visitor(yesterday, "finance").get("/till/").content.decode()
    assert "欧*" in told or "欧阳*" in told
    assert "欧阳娜" not in told.split("今天的收据")[0]


@pytest.mark.clause("3.4.1.3", "kept")
def test_what_a_clause_always_asks_for_is_marked_in_every_form(yesterday: Floor) -> None:
    number = Deal.objects.get(unit="U2").number
    Deal.objects.update(hold_until=timezone.now() + timedelta(hours=1))
    finance, manager = visitor(yesterday, "finance"), visitor(yesterday, "manager")
    forms = (
        (finance, "/till/", "source"),
        (finance, f"/deals/{number}/", "source"),
        (finance, "/receipts/1/", "reason"),
        (manager, "/give/extend_hold/", "reason"),
        (finance, "/give/sell/", "source"),
        (manager, "/give/decide_return/", "reason"),
        (manager, "/give/publish_material/", "source"),
        (visitor(yesterday, "a"), "/give/start_return/", "evidence"),
    )
    for browser, path, name in forms:
        page = browser.get(path).content.decode()
        field = next(
            part
            for part in re.split(r"<(?=input|textarea|select)", page)
            if f'name="{name}"' in part
        )
        assert " required" in field.split(">")[0], f"{name} of {path}"


def test_a_deal_called_off_says_what_goes_back_and_no_balance(yesterday: Floor) -> None:
    browser = visitor(yesterday, "finance")
    number = Deal.objects.get(unit="U2").number
    assert "尾款" in browser.get(f"/deals/{number}/").content.decode()
    yesterday.give("release_hold", by="manager", unit="U2", reason="gave up")
    page = browser.get(f"/deals/{number}/").content.decode()
    assert "退回客户 <b>¥10,000.00</b>" in page
    assert "尾款" not in page


@pytest.mark.clause("7.1.4", "kept")
def test_the_customers_page_shows_the_whole_way(yesterday: Floor) -> None:
    words: dict[str, Any] = {"phone": PHONE, "unit": "U1", "discount": 0, "terms": [], **NAMED}
    yesterday.give("prepare_agreement", by="a", **words)
    yesterday.give("sign_agreement", by="a", agreement=1, signer="buyer")
    yesterday.give("sign_agreement", by="a", agreement=1)
    yesterday.give("sign_agreement", by="manager", agreement=1)
    yesterday.give(
        "finish_stage", by="a", unit="U1", stage="contract", documents=["网签合同"], note="两份"
    )
    deal = Deal.objects.get(unit="U1")
    browser = visitor(yesterday, "a")
    page = browser.get(f"/customers/{deal.customer_id}/").content.decode()
    assert "?tab=way" in page
    assert "房源 U1" in page.split("tabs")[0], "what comes next stands in the head"
    tab = browser.get(f"/customers/{deal.customer_id}/?tab=way").content.decode()
    for words_shown in (
        "登记",
        "合同",
        "验房",
        f"/deals/{deal.number}/",
        "/agreements/1/",
        "/receipts/1/",
    ):
        assert words_shown in tab
    told = browser.get(f"/deals/{deal.number}/").content.decode()
    assert "网签合同" in told
    assert "两份" in told
    other = Deal.objects.get(unit="U2").customer_id
    assert "?tab=way" not in visitor(yesterday, "desk").get(f"/customers/{other}/").content.decode()


@pytest.mark.clause("3.4.1.3", "kept")
def test_a_void_receipt_is_still_reached_from_its_deal(yesterday: Floor) -> None:
    browser = visitor(yesterday, "finance")
    piece(browser, "/receipts/1/void/", reason="it was a card", method="card")
    page = browser.get(f"/deals/{Deal.objects.get(unit='U1').number}/").content.decode()
    assert 'href="/receipts/1/"' in page
    assert 'href="/receipts/4/"' in page


@pytest.mark.clause("3.4.1.1", "kept")
@pytest.mark.clause("3.4.2.3", "kept")
def test_the_manager_names_takers_terms_and_banks_on_one_page(yesterday: Floor) -> None:
    manager = visitor(yesterday, "manager")
    until = (day_of(timezone.now()) + timedelta(days=3)).isoformat()
    code = yesterday.prefix + "b"
    assert "/deals/house/" in manager.get("/till/").content.decode()
    piece(manager, "/give/designate/", who=code, until=until)
    piece(manager, "/give/term/", code="T1", text="车位一个")
    piece(manager, "/give/bank/", code="B1", name="某银行", papers="身份证\n收入证明")
    page = manager.get("/deals/house/").content.decode()
    for words in (until[:4], "车位一个", "某银行", "收入证明"):
        assert words in page
    assert "data-capitals" in visitor(yesterday, "b").get("/till/").content.decode()
    assert "/till/take/" in visitor(yesterday, "b").get("/till/").content.decode()
    piece(manager, "/give/end_designation/", who=code)
    piece(manager, "/give/withdraw_term/", code="T1")
    page = manager.get("/deals/house/").content.decode()
    assert "车位一个" not in page
    assert "/till/take/" not in visitor(yesterday, "b").get("/till/").content.decode()
    assert visitor(yesterday, "b").get("/deals/house/").status_code == 403


@pytest.mark.clause("7.2.3", "refused")
def test_where_finance_alone_takes_deposits_the_till_says_so(yesterday: Floor) -> None:
    today = day_of(timezone.now()).isoformat()
    given = {"name": "deposit.taken_by", "value": "finance_only"}
    yesterday.give("policy", by="manager", from_=today, **given)
    assert "/till/take/" not in visitor(yesterday, "manager").get("/till/").content.decode()
    assert "/till/take/" in visitor(yesterday, "finance").get("/till/").content.decode()
    assert (
        "/give/designate/"
        not in visitor(yesterday, "manager").get("/deals/house/").content.decode()
    )


@pytest.mark.clause("7.1.11", "kept")
def test_mistakes_in_a_contract_are_noted_on_the_deal(yesterday: Floor) -> None:
    words: dict[str, Any] = {"phone": PHONE, "unit": "U1", "discount": 0, "terms": [], **NAMED}
    yesterday.give("prepare_agreement", by="a", **words)
    yesterday.give("sign_agreement", by="a", agreement=1, signer="buyer")
    yesterday.give("sign_agreement", by="a", agreement=1)
    yesterday.give("sign_agreement", by="manager", agreement=1)
    deal = f"/deals/{Deal.objects.get(unit='U1').number}/"
    manager = visitor(yesterday, "manager")
    assert "/give/review_papers/" not in manager.get(deal).content.decode()
    yesterday.give("finish_stage", by="a", unit="U1", stage="contract")
    told = manager.get(deal).content.decode()
    assert "/give/review_papers/" in told
    assert "/give/cancel_deal/" not in told, "from the contract on a director calls it off"
    assert "/give/cancel_deal/" in visitor(yesterday, "director").get(deal).content.decode()
    assert "/give/review_papers/" not in visitor(yesterday, "a").get(deal).content.decode()
    noted = piece(
        manager, "/give/review_papers/", unit="U1", papers="contract", errors="面积\n附件页码"
    )
    assert noted.status_code == 204
    assert Fine.objects.get().amount_fen == 40_00


@pytest.mark.clause("7.2.9", "kept")
@pytest.mark.clause("9.3.2.8", "kept")
def test_a_deal_says_what_was_promised_and_what_still_waits(yesterday: Floor) -> None:
    told: dict[str, Any] = {"phone": PHONE, "unit": "U1"}
    yesterday.give("promise", by="a", kind="discount", value=1, what="一次付清", **told)
    yesterday.give("promise", by="a", kind="gift", value=300, what="净水机一台", **told)
    page = (
        visitor(yesterday, "a")
        .get(f"/deals/{Deal.objects.get(unit='U1').number}/")
        .content.decode()
    )
    for words in ("一次付清", "净水机一台", "赠品 300", "待批"):
        assert words in page
    cards = visitor(yesterday, "manager").get("/promises/waiting/").content.decode()
    assert "赠品 300" in cards
    ids = re.findall(r' id="([^"]+)"', cards)
    assert len(ids) == len(set(ids)), "each field is named once"


def test_the_deals_of_a_unit_are_found_from_its_page_and_by_phone(yesterday: Floor) -> None:
    manager = visitor(yesterday, "manager")
    assert "/deals/?unit=U1" in manager.get("/units/of/U1/").content.decode()
    assert "/deals/?unit=" not in manager.get("/units/of/U3/").content.decode(), "never sold"
    for asked, number in (("U1", 1), ("u2", 2), (PHONE, 1)):
        page = manager.get(f"/deals/?unit={asked}").content.decode()
        assert f'href="/deals/{number}/"' in page
        assert f'href="/deals/{3 - number}/"' not in page
    held = piece(visitor(yesterday, "finance"), "/till/known/", phone=PHONE, unit="U2")
    assert "留房至" in held.content.decode(), "whoever comes second hears until when"


@pytest.mark.clause("3.4.1.2", "refused")
def test_past_its_time_a_deposit_is_not_offered_but_more_time_is(yesterday: Floor) -> None:
    manager = visitor(yesterday, "manager")
    Deal.objects.update(hold_until=timezone.now() + timedelta(hours=1))
    assert "/give/deposit/" in manager.get("/deals/2/").content.decode()
    gone = timezone.now() - timedelta(minutes=1)
    Deal.objects.filter(unit="U2").update(hold_until=gone)
    page = manager.get("/deals/2/").content.decode()
    assert "/give/deposit/" not in page, "what is refused is not offered"
    assert "/give/extend_hold/" in page
    known = piece(manager, "/till/known/", phone=OTHER, unit="U2").content.decode()
    assert 'href="/deals/2/"' in known, "the till leads to where the manager gives more time"
