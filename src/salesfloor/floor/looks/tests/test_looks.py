"""Looking at a colleague's page with the manager beside: one customer, some minutes, on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.refusals import Refused
from salesfloor.floor.customers.models import Customer
from salesfloor.floor.looks.models import Look
from salesfloor.floor.looks.open_looks import open_at
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.registers.models import Line
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
ONE, TWO = "13805712201", "13905713302"


@pytest.fixture
def floor() -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.issue_books("a")
    floor.visit("09:05", ref="v1", phone=ONE, name="Zhou")
    floor.end("v1", at="09:06")
    floor.give("follow_up", by="a", phone=ONE, method="call", note="a word of a's")
    floor.give("set_pin", by="director", who="manager", pin="472913")
    return floor


@pytest.mark.case(92)
def test_the_managers_name_without_the_managers_pin_opens_nothing(floor: Floor) -> None:
    given = {"phone": ONE, "with": "manager"}
    with pytest.raises(Refused) as refused:
        COMMANDS["look"].give(actor=floor.actor("b"), at=floor.now, given=given)
    assert refused.value.clause == "3.4.3.5"


@pytest.mark.case(92)
def test_the_page_opens_by_pin_and_closes_again(floor: Floor) -> None:
    browser = visitor(floor, "b")
    form = {"phone": ONE, "with": "manager", "reason": "check"}
    wrong = piece(browser, "/looks/", **form, pin="000000", key="1")
    assert wrong.headers["X-Refused-By"] == "access"
    assert piece(browser, "/looks/", **form, pin="472913", key="2").status_code == 204

    pk = Customer.objects.get().pk
    page = browser.get(f"/looks/{pk}/").content.decode()
    assert "a word of a" in page
    assert "B · Manager" in page
    assert ONE not in page
    assert visitor(floor, "c").get(f"/looks/{pk}/").headers["X-Refused-By"] == "3.4.3.5"
    assert piece(browser, f"/looks/{pk}/end/", key="3").status_code == 204
    assert browser.get(f"/looks/{pk}/").status_code == 422


@pytest.mark.case(92)
def test_it_is_on_record_and_the_owner_is_told(floor: Floor) -> None:
    floor.give("look", by="b", phone=ONE, reason="dispute", **{"with": "manager"})
    line = Line.objects.filter(book__kind="custody").order_by("-line_no").first()
    assert line is not None
    assert '"with":"manager"' in line.body
    assert '"owner":"a"' in line.body
    owner = floor.actor("a").staff_id or 0
    assert Message.objects.filter(staff_id=owner, clause="3.4.3.5").count() == 1


def test_a_manager_ends_every_look_at_a_phone_a_salesperson_only_their_own(floor: Floor) -> None:
    floor.give("look", by="b", phone=ONE, **{"with": "manager"})
    floor.give("look", by="c", phone=ONE, **{"with": "manager"})
    floor.give("end_look", by="b", phone=ONE)
    assert Look.objects.filter(ended_at=None).count() == 1

    floor.give("look", by="b", phone=ONE, **{"with": "manager"})
    floor.give("end_look", by="manager", phone=ONE)
    assert not Look.objects.filter(ended_at=None).exists()
    with pytest.raises(Refused):
        floor.give("end_look", by="c", phone=ONE)


def test_it_ends_when_the_manager_leaves(floor: Floor) -> None:
    floor.give("look", by="b", phone=ONE, **{"with": "manager"})
    floor.give("staff", code="m2", name="Second", post="manager", team=None)
    floor.give("leave_job", by="director", who="manager", hand_over_to="b")
    assert Look.objects.get().ended_at == floor.now


@pytest.mark.case(92)
def test_a_look_is_at_one_customer_for_some_minutes(floor: Floor) -> None:
    """Another customer of the same colleague stays closed, and this one closes at the end of its time."""
    floor.visit("09:10", ref="v2", phone=TWO, name="Qian")
    floor.end("v2", at="09:11")
    browser = visitor(floor, "b")
    form = {"with": "manager", "reason": "check"}
    piece(browser, "/looks/", phone=ONE, pin="472913", key="1", **form)
    pages = {one.phone: f"/looks/{one.pk}/" for one in Customer.objects.all()}
    assert [browser.get(pages[one]).status_code for one in (ONE, TWO)] == [200, 422]
    again = piece(browser, "/looks/", phone=TWO, key="2", **form)
    assert again.headers["X-Refused-By"] == "access", "a PIN counts for one look"

    look = Look.objects.get()
    assert look.until_at - look.since == timedelta(minutes=10)  # `joint_look.minutes`
    assert list(open_at(look.until_at - timedelta(microseconds=1))) == [look]
    assert list(open_at(look.until_at)) == []
    Look.objects.update(since=look.since - timedelta(hours=1), until_at=look.since)
    assert browser.get(pages[ONE]).status_code == 422
