"""Pages of customers: scope, traces, follow-ups."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.choices import ClaimStep
from salesfloor.floor.customers.models import Claim, ClaimEvent, Customer, FollowUp, Relation
from salesfloor.floor.customers.queries import story
from salesfloor.floor.customers.queries.lapsing import lapsing
from salesfloor.kernel.registers.models import Line
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries


@pytest.fixture
def yesterday(db: None) -> Floor:
    """Return a floor on which a received 张建国 and b 欧阳娜, the day before the pages' clock."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.issue_books("a", "b")
    floor.visit("09:05", phone="13800138000", name="张建国", ref="one")
    floor.visit("09:06", phone="13900139000", name="欧阳娜", ref="two")
    floor.end("one", outcome="negotiated", need="三居", problem="价格", grade="A")
    floor.end("two", outcome="left")
    return floor


def pk_of(name: str) -> int:
    return Customer.objects.get(name=name).pk


def custody(floor: Floor) -> list[Any]:
    lines = Line.objects.filter(book__site_id=floor.site_id or 0, book__kind="custody")
    return [line.body for line in lines.order_by("line_no")]


@pytest.mark.clause("3.4.3.5")
def test_a_colleagues_page_does_not_open(yesterday: Floor) -> None:
    own, others = f"/customers/{pk_of('张建国')}/", f"/customers/{pk_of('欧阳娜')}/"
    browser = visitor(yesterday, "a")
    assert browser.get(own).status_code == 200
    refused = browser.get(others)
    assert (refused.status_code, refused["X-Refused-By"]) == (422, "3.4.3.5")
    assert "欧阳娜" not in refused.content.decode()
    assert browser.get("/customers/999999/").status_code == 404


def test_another_site_has_no_such_customer(yesterday: Floor) -> None:
    other = Floor("S2", prefix="x-", day=yesterday.day)
    for address in ("", "book/", "phone/"):
        answer = visitor(other, "manager").post(f"/customers/{pk_of('张建国')}/{address}")
        assert answer.status_code in {404, 405, 422}
    assert visitor(other, "manager").get(f"/customers/{pk_of('张建国')}/").status_code == 404


@pytest.mark.clause("3.4.3.5")
def test_phones_are_masked_until_shown_on_record(yesterday: Floor) -> None:
    browser = visitor(yesterday, "manager")
    address = f"/customers/{pk_of('张建国')}/"
    page = browser.get(address).content.decode()
    assert "138****8000" in page
    assert "13800138000" not in page
    shown = piece(browser, f"{address}phone/", key="k", reason="check")
    assert "13800138000" in shown.content.decode()
    assert '"do":"reveal_phone"' in custody(yesterday)[-1]
    assert '"reason":"check"' in custody(yesterday)[-1]


@pytest.mark.clause("3.4.3.5")
def test_a_colleagues_phone_is_not_shown(yesterday: Floor) -> None:
    before = custody(yesterday)
    refused = piece(visitor(yesterday, "a"), f"/customers/{pk_of('欧阳娜')}/phone/", key="k")
    assert (refused.status_code, refused["X-Refused-By"]) == (422, "3.4.3.5")
    assert custody(yesterday) == before


@pytest.mark.clause("3.4.3.5")
def test_a_manager_reads_a_book_on_record(yesterday: Floor) -> None:
    yesterday.give("follow_up", by="a", phone="13800138000", method="call", note="谈了楼层")
    address = f"/customers/{pk_of('张建国')}/"
    assert "谈了楼层" in visitor(yesterday, "a").get(address).content.decode()
    browser = visitor(yesterday, "manager")
    assert "谈了楼层" not in browser.get(address).content.decode()
    read = piece(browser, f"{address}book/", key="k", reason="dispute")
    assert "谈了楼层" in read.content.decode()
    assert '"do":"read_follow_ups"' in custody(yesterday)[-1]
    assert visitor(yesterday, "lead").post(f"{address}book/").status_code == 422


@pytest.mark.clause("3.3.2.2")
def test_a_follow_up_is_written_in_the_book(yesterday: Floor) -> None:
    pk = pk_of("张建国")
    browser = visitor(yesterday, "a")
    assert browser.get(f"/follow-ups/{pk}/").status_code == 200
    form = {
        "key": "k",
        "method": "call",
        "reached": "yes",
        "note": "周六再来",
        "next_step": "约看房",
    }
    answer = piece(browser, f"/follow-ups/{pk}/", **form)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/customers/{pk}/")
    piece(browser, f"/follow-ups/{pk}/", **form)
    written = FollowUp.objects.get()
    assert (written.note, written.reached, written.referral_asked) == ("周六再来", True, False)
    listed = browser.get("/follow-ups/").content.decode()
    assert "约看房" in listed


def test_a_leader_sees_who_follows_how_many_and_whom(yesterday: Floor) -> None:
    browser = visitor(yesterday, "manager")

    everybody = browser.get("/follow-ups/").content.decode()
    assert "张建国" not in everybody
    named = re.findall(r'href="(\?of=\d+)"', everybody)
    lists = [browser.get(f"/follow-ups/{whose}").content.decode() for whose in named]
    assert ["张建国" in one for one in lists].count(True) == 1
    assert browser.get("/follow-ups/?as=xlsx").content.startswith(b"PK")


def test_the_next_row_comes_up_until_everybody_was_contacted(yesterday: Floor) -> None:
    yesterday.give("refer", by="a", phone="13700137000", name="李四", referrer="13800138000")
    first, second = pk_of("张建国"), pk_of("李四")
    browser = visitor(yesterday, "a")
    form = {"method": "call", "reached": "yes", "note": "好", "back": "list"}
    day = str(day_of(timezone.now()) + timedelta(days=3))
    plan = {"next_on": "another", "another_day": day}
    answer = piece(browser, f"/follow-ups/{first}/", key="k", **form, **plan)
    assert answer["HX-Redirect"] == f"/follow-ups/{second}/?back=list"
    assert str(FollowUp.objects.get().next_on) == day
    answer = piece(browser, f"/follow-ups/{second}/", key="l", **form, next_on="another")
    assert answer["HX-Redirect"] == "/follow-ups/"


def test_who_has_no_book_sees_so_before_writing(yesterday: Floor) -> None:
    yesterday.give("return_book", by="admin", book=1)
    for page in ("/follow-ups/", f"/follow-ups/{pk_of('张建国')}/"):
        shown = visitor(yesterday, "a").get(page).content.decode()
        assert "no-book" in shown
        assert 'name="note"' not in shown


@pytest.mark.parametrize(
    ("who", "clause"), [("b", "3.4.3.5"), ("lead", "3.4.3.5"), ("manager", "3.4.3.5")]
)
@pytest.mark.clause("3.4.3.5")
def test_only_the_owner_follows_up(yesterday: Floor, who: str, clause: str) -> None:
    refused = visitor(yesterday, who).get(f"/follow-ups/{pk_of('张建国')}/")
    assert (refused.status_code, refused["X-Refused-By"]) == (422, clause)


def test_a_form_without_words_is_refused_where_it_stands(yesterday: Floor) -> None:
    refused = piece(visitor(yesterday, "a"), f"/follow-ups/{pk_of('张建国')}/", method="call")
    assert (refused.status_code, refused["X-Refused-By"]) == (422, "input")
    assert FollowUp.objects.exists() is False


@pytest.mark.clause("3.5.2")
def test_a_relation_is_recorded(yesterday: Floor) -> None:
    pk = pk_of("张建国")
    form = {"key": "k", "other": "13600136000", "relation": "spouse"}
    answer = piece(visitor(yesterday, "a"), f"/customers/{pk}/relations/", **form)
    assert answer.status_code == 204
    assert Relation.objects.filter(phone="13800138000", other="13600136000").count() == 1
    assert "136****6000" in visitor(yesterday, "a").get(f"/customers/{pk}/").content.decode()


@pytest.mark.clause("3.5.3")
def test_a_company_is_recorded_from_the_page_of_its_shareholder(yesterday: Floor) -> None:
    page = f"/customers/{pk_of('张建国')}/"
    browser = visitor(yesterday, "a")
    assert 'value="company"' in browser.get(page).content.decode()
    form = {"key": "k", "other": "028-85550001", "relation": "company"}
    assert piece(browser, f"{page}relations/", **form).status_code == 204
    row = Relation.objects.get(phone="02885550001")
    assert (row.other, row.relation) == ("13800138000", "shareholder")


@pytest.mark.clause("3.4.3.5")
@pytest.mark.case(83)
def test_a_relation_does_not_tell_who_a_colleagues_customer_is(yesterday: Floor) -> None:
    """Whoever records somebody beside the own customer learns no name by it, but of the own."""
    yesterday.give("relate", by="a", phone="13800138000", other="13900139000", relation="sibling")
    page = f"/customers/{pk_of('张建国')}/"
    shown = visitor(yesterday, "a").get(page).content.decode()
    assert "139****9000" in shown
    assert "欧阳娜" not in shown
    assert f"/customers/{pk_of('欧阳娜')}/" not in shown
    assert "欧阳娜" in visitor(yesterday, "manager").get(page).content.decode()


@pytest.mark.parametrize("who", ["manager", "lead", "director"])
def test_those_above_see_who_follows_whom(yesterday: Floor, who: str) -> None:
    browser = visitor(yesterday, who)
    staff = yesterday.actor("a").staff_id
    assert f"?of={staff}" in browser.get("/follow-ups/").content.decode()
    assert "张建国" in browser.get(f"/follow-ups/?of={staff}").content.decode()


@pytest.mark.clause("3.3.2.1")
def test_those_above_see_when_whose_claims_lapse(yesterday: Floor) -> None:
    """Both claims were founded the day before: six days from now is the last day of each."""
    now = timezone.now()
    days, found = lapsing(yesterday.site_id or 0, now)
    assert days[6] == day_of(now) + timedelta(days=6)
    assert [counts[6] for counts in found.values()] == [1, 1]
    assert all(sum(counts) == 1 for counts in found.values())
    assert "data-chart" in visitor(yesterday, "lead").get("/follow-ups/").content.decode()


def test_a_claim_leads_to_its_customer(yesterday: Floor) -> None:
    claim = Claim.objects.get(phone="13800138000")
    answer = visitor(yesterday, "a").get(f"/customers/claims/{claim.pk}/")
    assert answer["Location"] == f"/customers/{pk_of('张建国')}/"
    assert visitor(yesterday, "a").get("/customers/claims/999999/").status_code == 404


def test_who_had_a_claim_reads_how_it_went(yesterday: Floor) -> None:
    claim = Claim.objects.get(phone="13800138000")
    a_who_leaves = yesterday.actor("a")
    yesterday.give("return_book", by="admin", book=1)
    yesterday.give("leave_job", by="manager", who="a", hand_over_to="b")
    owner = ClaimEvent.objects.filter(claim=claim, kind=ClaimStep.PASSED_ON.value).get().staff_id
    assert owner == yesterday.actor("b").staff_id
    assert visitor(yesterday, "c").get(f"/customers/claims/{claim.pk}/").status_code == 422
    a_had_it = story.own_claim(a_who_leaves, claim.pk)
    assert a_had_it is not None
    assert a_had_it.is_passed_on


def test_a_list_is_found_in_pieces(yesterday: Floor) -> None:
    browser = visitor(yesterday, "manager")
    found = browser.get("/customers/?q=zjg", headers={"HX-Request": "true"}).content.decode()
    assert "张建国" in found
    assert "<html" not in found


@pytest.mark.parametrize(("who", "most"), [("manager", 8), ("a", 8)])
def test_lists_cost_the_same_however_many(
    yesterday: Floor, django_assert_max_num_queries: DjangoAssertNumQueries, who: str, most: int
) -> None:
    browser = visitor(yesterday, who)
    browser.get("/customers/")
    with django_assert_max_num_queries(most):
        browser.get("/customers/")
    with django_assert_max_num_queries(most):
        browser.get("/follow-ups/")


def test_a_story_costs_the_same_however_long(
    yesterday: Floor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = visitor(yesterday, "a")
    pk = pk_of("张建国")
    browser.get(f"/customers/{pk}/")
    with django_assert_max_num_queries(25):
        browser.get(f"/customers/{pk}/")


@pytest.mark.clause("3.3.1.2", "kept")
@pytest.mark.parametrize("is_written", [True, False], ids=["worker", "no worker"])
def test_a_lapse_is_told_with_its_day_worker_or_no_worker(db: None, is_written: bool) -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=12))
    floor.sign_in("a", "b")
    floor.call("09:05", ref="c1", phone="13800138009", name="Caller")
    floor.end("c1", outcome="left")
    last = floor.day + timedelta(days=7)
    if is_written:
        floor.days_on(9)
        floor.wait_until("09:00")
    page = f"/customers/{Customer.objects.get(phone='13800138009').pk}/"

    shown = visitor(floor, "manager").get(page).content.decode()
    said = f"A 的归属于 {last.year}年{last.month}月{last.day}日期满失效（3.3.1.1）"
    assert said in shown
    assert shown.count("归属失效") == 1
    assert visitor(floor, "a").get(page).headers["X-Refused-By"] == "3.4.3.5"
