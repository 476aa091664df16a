"""A mobile number is the usual log-in in China: as a code of staff it works everywhere."""

from __future__ import annotations

import pytest

from salesfloor.kernel.registers import api as registers
from tests.floor_builder import Floor
from tests.visitor import visitor

MOBILE = "13800138000"
OTHER = "13900139000"
CUSTOMER = "13700137000"


def staffed() -> Floor:
    cast = {"manager": "manager", "lead": "lead", MOBILE: "salesperson", OTHER: "salesperson"}
    return Floor(cast={**cast, "desk": "desk", "admin": "admin"})


@pytest.mark.django_db
@pytest.mark.fault("X4")
def test_a_day_of_people_whose_codes_are_phones() -> None:
    floor = staffed()
    floor.sign_in(MOBILE, OTHER)
    floor.issue_books(MOBILE)
    visit = floor.give("visit", by="desk", ref="v1", phone=CUSTOMER, name="王")
    assert (visit["assigned_to"], visit["owner"]) == (MOBILE, MOBILE)
    floor.give("override", by="manager", ref="v1", to=OTHER, reason="asked for")
    floor.give("override", by="manager", ref="v1", to=MOBILE, reason="asked for")
    floor.give("assist", by=OTHER, ref="v1")
    floor.give("end", by=MOBILE, ref="v1", outcome="left")
    floor.give("follow_up", by=MOBILE, phone=CUSTOMER, method="call", note="rang")
    floor.give("step_away", by=MOBILE, excused_by="lead")
    floor.give("step_back", by=MOBILE)
    floor.give("private_call", by="lead", who=OTHER, minutes=9)
    floor.give("call", by="desk", ref="c1", phone=CUSTOMER)
    floor.give("end", by="desk", ref="c1", outcome="left")
    floor.give("return_book", by="admin", book=1)
    floor.give("leave_job", by="manager", who=MOBILE, hand_over_to=OTHER)
    assert floor.ask("owner_of", by="desk", phone=CUSTOMER)["owner"] == OTHER
    assert registers.verify().first_bad is None


@pytest.mark.django_db
@pytest.mark.fault("X4")
@pytest.mark.parametrize(
    "address", ["/desk/", f"/desk/people/{MOBILE}/", "/people/", f"/people/of/{MOBILE}/", "/board/"]
)
def test_pages_of_people_whose_codes_are_phones(address: str) -> None:
    floor = staffed()
    floor.sign_in(MOBILE)
    floor.give("visit", by="desk", phone=CUSTOMER)
    assert visitor(floor, "manager").get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.fault("X4")
def test_a_customers_phone_stands_in_no_line_all_the_same() -> None:
    floor = staffed()
    floor.sign_in(MOBILE)
    refusal = floor.refusal("visit", by="desk", ref=CUSTOMER)
    assert refusal.clause == "input"


@pytest.mark.django_db
@pytest.mark.fault("X4")
def test_codes_differ_by_more_than_case() -> None:
    floor = staffed()
    floor.give("staff", code="Li", name="Li", post="desk", team=None)
    assert floor.refusal("staff", code="lI", name="Li", post="desk", team=None).clause == "input"
    hours = {"trade": "showroom", "opens": "09:00", "closes": "18:00"}
    assert floor.refusal("site", code="s1", name="S", **hours).clause == "input"


@pytest.mark.django_db
@pytest.mark.fault("X16")
def test_nothing_in_the_book_of_books_is_struck() -> None:
    floor = staffed()
    refusal = floor.refusal("strike", by="manager", register="books", register_no=1, reason="x")
    assert refusal.clause == "3.2.3.3"


@pytest.mark.django_db
@pytest.mark.fault("X16")
@pytest.mark.parametrize("amount", [-1, 1200, 12.5, "-0.5", "1.234", "abc", None])
def test_what_a_medium_cost_is_a_text_in_yuan(amount: object) -> None:
    floor = staffed()
    cost = {"medium": "radio", "month": "2026-03"}
    assert floor.refusal("medium_cost", by="manager", amount=amount, **cost).clause == "input"
    assert floor.give("medium_cost", by="manager", amount="0", **cost)["amount"] == "0.00"


@pytest.mark.django_db
@pytest.mark.fault("X14")
def test_a_party_member_named_twice_counts_by_both_relations() -> None:
    floor = staffed()
    floor.sign_in(MOBILE, OTHER)
    floor.give("visit", by="desk", ref="v1", phone=CUSTOMER)
    floor.give("end", by="desk", ref="v1", outcome="left")
    spouse = {"phone": CUSTOMER, "relation": "spouse"}
    colleague = {"phone": CUSTOMER, "relation": "employee"}
    answer = floor.give(
        "visit", by="desk", phone="13600136000", party=[spouse, colleague], name="李"
    )
    assert (answer["basis"], answer["owner"]) == ("own", MOBILE)


@pytest.mark.django_db
@pytest.mark.fault("D13")
@pytest.mark.parametrize(("counts", "owner"), [(True, MOBILE), (False, None)])
def test_numbers_of_other_countries_found_claims_where_the_policy_says_so(
    owner: str | None, *, counts: bool
) -> None:
    cast = {"manager": "manager", "lead": "lead", MOBILE: "salesperson", "desk": "desk"}
    floor = Floor(cast=cast, policy={"phone.abroad": counts})
    floor.sign_in(MOBILE)
    answer = floor.give("visit", by="desk", phone="+852 9123 4567")
    assert (answer["owner"], answer["phone_valid"]) == (owner, counts)


@pytest.mark.django_db
@pytest.mark.fault("D22")
def test_a_contact_is_planned_for_a_day_to_come() -> None:
    floor = staffed()
    floor.sign_in(MOBILE)
    floor.issue_books(MOBILE)
    floor.give("visit", by="desk", ref="v1", phone=CUSTOMER)
    contact = {"phone": CUSTOMER, "method": "call", "note": "rang"}
    for day in ("2025-03-02", "2026-03-01", "9999-12-31"):
        refusal = floor.refusal("follow_up", by=MOBILE, next_on=day, **contact)
        assert refusal.clause == "input", day
    assert floor.give("follow_up", by=MOBILE, next_on="2026-03-02", **contact)["page"] == 1
    assert floor.refusal("issue_book", by="admin", to="desk").clause == "input"
    assert floor.refusal("issue_book", by="desk", to="desk").clause == "3.4.3.1"


@pytest.mark.django_db
@pytest.mark.fault("D12")
@pytest.mark.parametrize("given", [f"13600136000/{CUSTOMER}", f"{CUSTOMER} 13600136000"])
def test_of_two_phones_the_one_with_an_owner_counts(given: str) -> None:
    floor = staffed()
    floor.sign_in(MOBILE, OTHER)
    floor.give("visit", by="desk", ref="v1", phone=CUSTOMER)
    floor.give("end", by="desk", ref="v1", outcome="left")
    answer = floor.give("visit", by="desk", phone=given)
    assert (answer["basis"], answer["owner"], answer["phone_valid"]) == ("own", MOBILE, True)


@pytest.mark.django_db
@pytest.mark.fault("D12")
def test_a_refusal_names_what_does_not_belong_in_a_phone() -> None:
    floor = staffed()
    refusal = floor.refusal("leave_phone", by="desk", ref="v1", phone="138O0138000")
    assert (refusal.clause, "O does not belong" in str(refusal.sentence)) == ("input", True)
