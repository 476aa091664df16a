"""What stays closed about a colleague's customer stays closed on every way in (3.4.3.5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Claim, Customer, Relation
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from datetime import datetime

PHONE = "138 0013 8000"


@pytest.fixture
def followed(floor: Floor) -> Floor:
    """Return a floor where `a` follows a customer."""
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    return floor


@pytest.mark.fault("R7")
@pytest.mark.case(83)
@pytest.mark.parametrize("by", ["b", "finance", "quality", "admin"])
def test_others_hear_only_that_a_colleague_follows(followed: Floor, by: str) -> None:
    answer = followed.ask("owner_of", by=by, phone=PHONE)
    assert answer.pop("because")
    assert answer == {
        "owner": None,
        "basis": "colleague",
        "clause": "3.4.3.5",
        "since": None,
        "valid_until": None,
        "shares": {},
    }


@pytest.mark.case(122)
@pytest.mark.parametrize("by", ["a", "lead", "manager", "desk", None])
def test_the_owner_desk_and_leaders_hear_whose_and_why(followed: Floor, by: str | None) -> None:
    answer = followed.ask("owner_of", by=by, phone=PHONE)
    assert (answer["owner"], answer["valid_until"]) == ("a", "2026-03-09")
    facts, rule = answer["because"]
    assert "3.5.0" in facts
    assert "3.3.2.1" in rule


@pytest.mark.fault("R7")
def test_nobody_hears_of_a_colleagues_lapsed_claim(followed: Floor) -> None:
    followed.end("v1", "09:30")
    followed.days_on(9)
    answer = followed.ask("owner_of", by="b", at="09:00", phone=PHONE)
    assert (answer["owner"], answer["clause"]) == (None, "3.5.0")
    assert "a" in followed.ask("owner_of", by="manager", phone=PHONE)["because"][0]


def days_ago(days: int) -> Floor:
    """Return a floor so many days ago: pages go by the real clock."""
    return Floor(day=day_of(timezone.now()) - timedelta(days=days))


def customer() -> Customer:
    return Customer.objects.get(phone="13800138000")


def refusals(clause: str) -> int:
    return Evidence.objects.filter(outcome="REFUSED", clauses=[clause]).count()


@pytest.mark.fault("R1")
@pytest.mark.django_db
def test_the_form_refuses_by_the_clause_of_the_command_and_is_counted() -> None:
    floor = days_ago(1)
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.visit("09:05", ref="v2", phone=PHONE)  # `b` receives as a courtesy
    page = reverse("customers:follow_up", kwargs={"pk": customer().pk})
    written = {"method": "call", "note": "rang"}
    command = floor.refusal("follow_up", by="b", phone=PHONE, **written)
    assert command.clause == "3.2.4.4"
    before = refusals("3.2.4.4")
    browser = visitor(floor, "b")
    assert browser.get(page)["X-Refused-By"] == "3.2.4.4"
    answer = browser.post(page, {**written, "reached": "yes"})
    assert answer["X-Refused-By"] == "3.2.4.4"
    assert visitor(floor, "c").get(page)["X-Refused-By"] == "3.4.3.5"
    assert refusals("3.2.4.4") == before + 2
    assert refusals("3.4.3.5") == 1


@pytest.mark.fault("R1")
@pytest.mark.django_db
def test_a_relation_is_anybodys_to_record_on_the_page_too() -> None:
    floor = days_ago(1)
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    page = reverse("customers:relations", kwargs={"pk": customer().pk})
    answer = visitor(floor, "b").post(page, {"other": "13900139000", "relation": "spouse"})
    assert answer.status_code == 302
    assert Relation.objects.filter(phone="13900139000", relation="spouse").exists()


@pytest.mark.fault("D17")
@pytest.mark.django_db
def test_the_message_of_a_lapse_leads_to_what_its_reader_may_see() -> None:
    floor = days_ago(10)
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:30")
    floor.days_on(9)
    floor.wait_until("00:30")
    lapsed, _warned = messages.as_read(messages.inbox(floor.actor("a").staff_id or 0))
    browser = visitor(floor, "a")
    page = browser.get(lapsed.url)
    assert (page.status_code, page.templates[0].name) == (200, "customers/claim.html")
    closed = browser.get(reverse("customers:customer", kwargs={"pk": customer().pk}))
    assert closed["X-Refused-By"] == "3.4.3.5"
    assert "没有人跟踪" in closed.content.decode()
    own = reverse("customers:claim", kwargs={"pk": Claim.objects.get().pk})
    assert visitor(floor, "b").get(own)["X-Refused-By"] == "3.4.3.5"
    assert visitor(floor, "desk").get(own).status_code == 302


def shown(floor: Floor, at: str | datetime, phone: str = PHONE) -> None:
    floor.give("reveal_phone", by="desk", at=at, phone=phone, reason="desk")


@pytest.mark.clause("7.2.2", "kept")
@pytest.mark.clause("7.2.2", "refused")
@pytest.mark.case(84)
@pytest.mark.fault("X22")
@pytest.mark.django_db
def test_more_phones_than_an_hour_allows_are_refused_and_told() -> None:
    floor = Floor(policy={"reveal.per_hour": 2, "reveal.alert_per_week": 1})
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.visit("09:01", ref="v2", phone="139 0013 9000")
    shown(floor, "10:00:00")
    assert told_by(floor, "manager") == []
    shown(floor, "10:20:00", "139 0013 9000")
    assert [told_by(floor, code) for code in ("manager", "director")] == [["7.2.2"], ["7.2.2"]]
    late = floor.refusal(
        "reveal_phone", by="desk", at="10:59:59.999999", phone=PHONE, reason="desk"
    )
    assert late.clause == "7.2.2"
    assert told_by(floor, "manager") == ["7.2.2", "7.2.2"]
    shown(floor, "11:00:00")


def told_by(floor: Floor, code: str) -> list[str]:
    staff = floor.actor(code).staff_id or 0
    return [one.clause for one in messages.inbox(staff) if one.clause == "7.2.2"]


@pytest.mark.fault("X22")
def test_a_customer_is_named_by_number_or_by_phone(followed: Floor) -> None:
    number = customer().pk
    for given in ({}, {"customer": number, "phone": PHONE}, {"phone": "139 0013 9000"}):
        refusal = followed.refusal("reveal_phone", by="desk", reason="desk", **given)
        assert refusal.clause == "input"
    assert followed.give("reveal_phone", by="desk", reason="desk", customer=number)
    assert followed.give("read_follow_ups", by="manager", reason="check", phone=PHONE)


@pytest.mark.fault("X22")
def test_other_sites_are_verified_by_those_above_only(followed: Floor) -> None:
    own = followed.ask("verify", by="manager")["volumes"]
    Floor("S2", prefix="z")
    assert followed.ask("verify", by="manager")["volumes"] == own
    assert followed.ask("verify", by="desk")["volumes"] == own
    assert followed.ask("verify", by="director")["volumes"] > own
    assert followed.ask("verify", by=None)["volumes"] > own
