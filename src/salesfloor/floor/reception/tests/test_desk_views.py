"""The desk: look up, register, take back, leave a phone; signing in by PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.tests.looking import browser, page, send, statements
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers.api import Value

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "13800138000"


def test_the_desk_opens_with_who_is_up(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor.sign_in("a", "b")

    shown = page(browser(floor, "desk", monkeypatch), "/desk/")

    assert "<b>A</b>" in shown
    assert 'id="who"' in shown


@pytest.mark.parametrize(("name", "status"), [("a", 200), ("lead", 200), ("finance", 403)])
def test_who_may_open_the_desk(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, name: str, status: int
) -> None:
    assert browser(floor, name, monkeypatch).get("/desk/").status_code == status


@pytest.mark.parametrize("customers", [1, 3])
def test_a_look_up_takes_six_statements_at_most(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, customers: int
) -> None:
    floor.sign_in("a")
    for number in range(customers):
        floor.visit(name="张建国", phone=f"1380013800{number}")
    client = browser(floor, "desk", monkeypatch)

    assert statements(client, "/desk/answer/", who=PHONE, channel="visit") <= 6


@pytest.mark.case(114)
def test_a_look_up_never_stands_in_an_address(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser(floor, "desk", monkeypatch).get(f"/desk/answer/?who={PHONE}").status_code == 405


@pytest.mark.clause("3.2.3.2", "kept")
def test_a_visit_is_registered_and_named(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor.sign_in("a", "b")
    client = browser(floor, "desk", monkeypatch)

    answer = send(client, "/desk/register/", who=f"张建国 {PHONE}", channel="visit", key="k1")

    assert answer.status_code == 200
    shown = answer.content.decode()
    assert '<p class="registered-name"> A </p>' in " ".join(shown.split())
    assert 'hx-swap-oob="true"' in shown
    reception = Reception.objects.get()
    assert (reception.name, reception.phone, reception.channel) == ("张建国", PHONE, "visit")


@pytest.mark.case(3)
def test_a_double_click_registers_once(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor.sign_in("a", "b")
    client = browser(floor, "desk", monkeypatch)
    form = {"who": PHONE, "channel": "visit", "key": "k1"}

    first, second = (send(client, "/desk/register/", **form) for _ in range(2))
    other = send(client, "/desk/register/", **form | {"who": "13900001111"})

    assert (first.status_code, second.status_code, other.status_code) == (200, 200, 409)
    assert "X-Asked" not in second
    assert Reception.objects.count() == 1


def test_registering_takes_twelve_statements_two_for_the_question_and_one_for_the_card(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b")
    client = browser(floor, "desk", monkeypatch)

    assert statements(client, "/desk/register/", who=PHONE, channel="visit", key="k1") <= 15


@pytest.mark.clause("9.2.2.4", "kept")
def test_particulars_and_party_come_with_the_registration(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a")
    client = browser(floor, "desk", monkeypatch)

    send(
        client,
        "/desk/register/",
        who=PHONE,
        channel="visit",
        area="城东",
        medium="抖音",
        not_a_buyer="1",
        party_name=["", "李梅"],
        party_phone=["", "13900001111"],
        party_relation=["", "spouse"],
        party_role=["", "payer"],
    )

    reception = Reception.objects.get()
    assert (reception.area, reception.medium, reception.is_buyer) == ("城东", "抖音", False)
    assert [member["relation"] for member in reception.party] == ["spouse"]


def test_after_a_call_the_button_says_what_the_cleared_form_would_do(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(floor, "desk", monkeypatch)
    shown = page(client, "/desk/")
    assert shown.index('value="visit" checked') < shown.index('value="call"')

    answer = send(client, "/desk/register/", who=PHONE, channel="call", key="k1").content.decode()

    assert "来电 1" in answer
    assert "没留姓名和电话：登记来访" in answer
    assert "登记来电" not in answer


@pytest.mark.clause("9.1.2.3", "kept")
@pytest.mark.parametrize("channel", ["visit", "call"])
def test_those_who_do_not_buy_are_asked_too(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    client = browser(floor, "desk", monkeypatch)
    shown = page(client, "/desk/")
    assert 'name="employer"' in shown
    assert 'name="vehicle"' not in shown
    told = {"address": "城东新村 3 幢", "employer": "某某物业"}

    send(client, "/desk/register/", who="x", channel=channel, not_a_buyer="1", key="k", **told)
    send(client, "/desk/register/", who="y", channel=channel, key="k2", **told)

    found = Reception.objects.order_by("pk").values_list("address", "employer", "is_buyer")
    assert list(found) == [("城东新村 3 幢", "某某物业", False), ("", "", True)]
    values = Value.objects.filter(field__in=told).values_list("field", "value")
    assert dict(values) == told


def test_a_customer_picked_by_name_is_registered_with_the_phone_on_record(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b")
    floor.visit(ref="v1", name="张建国", phone=PHONE)
    floor.end("v1")
    client = browser(floor, "desk", monkeypatch)
    shown = send(client, "/desk/answer/", who="张建国", channel="visit").content.decode()
    picked = shown.split('data-candidate="')[1].split('"')[0]
    assert PHONE not in shown

    send(client, "/desk/register/", who="张建国", customer=picked, channel="visit", key="k1")

    assert Reception.objects.latest("pk").phone == PHONE


@pytest.mark.parametrize(
    ("who", "name"), [(PHONE, "张建国"), (f"王五 {PHONE}", "王五"), ("13900001111", "")]
)
def test_a_known_customers_name_comes_from_the_answer_about_that_phone(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, who: str, name: str
) -> None:
    floor.sign_in("a", "b")
    floor.visit(ref="v1", name="张建国", phone=PHONE)
    floor.end("v1")
    client = browser(floor, "desk", monkeypatch)
    shown = send(client, "/desk/answer/", who=PHONE).content.decode()
    known = {
        name: shown.split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("known_name", "known_phone")
    }

    send(client, "/desk/register/", who=who, key="k1", **known)

    assert Reception.objects.latest("pk").name == name


@pytest.mark.case(83)
def test_a_salesperson_picks_nobody_elses_customer(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b")
    floor.visit(ref="v1", name="张建国", phone=PHONE)
    pk = Reception.objects.get().customer_id
    client = browser(floor, "b", monkeypatch)

    shown = send(client, "/desk/answer/", who="张", customer=str(pk)).content.decode()
    send(client, "/desk/register/", who="张", customer=str(pk), key="k1")

    assert "8000" not in shown
    assert Reception.objects.latest("pk").phone == ""


@pytest.mark.clause("3.2.1.2", "kept")
def test_a_wrong_tap_is_taken_back_within_two_minutes(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b")
    client = browser(floor, "desk", monkeypatch)
    send(client, "/desk/register/", who=PHONE, channel="visit", key="k1")
    reception = Reception.objects.get()
    floor.now = floor.moment("08:31")

    answer = send(client, "/desk/undo/", ref=reception.ref, key="k2")

    assert answer.status_code == 200
    reception.refresh_from_db()
    assert reception.struck_at is not None
    assert floor.queue() == ["a", "b"]


@pytest.mark.clause("3.2.1.2", "refused")
def test_later_it_is_not(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1")
    client = browser(floor, "desk", monkeypatch)
    floor.now = floor.moment("09:07:01")

    answer = send(client, "/desk/undo/", ref="v1", key="k1")

    assert (answer.status_code, answer["X-Refused-By"]) == (422, "3.2.1.2")


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.parametrize(("by", "word"), [("desk", "A"), ("a", "A")])
def test_a_phone_is_left_later(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, by: str, word: str
) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1")

    answer = send(browser(floor, by, monkeypatch), "/desk/phone/", ref="v1", phone=PHONE, key="k1")

    assert word in answer.content.decode()
    assert floor.owner_of(PHONE) == "a"


@pytest.mark.case(100)
def test_signing_in_by_pin(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor.give("set_pin", by="a", pin="2468")
    client = browser(floor, "desk", monkeypatch)
    assert "PIN" in page(client, "/desk/people/a/")

    wrong = send(client, "/desk/presence/", who="a", pin="1111", do="sign_in", key="k1")
    right = send(client, "/desk/presence/", who="a", pin="2468", do="sign_in", key="k2")
    again = send(client, "/desk/presence/", who="a", pin="2468", do="sign_in", key="k3")

    assert (wrong.status_code, wrong["X-Refused-By"]) == (422, "access")
    assert right.status_code == 204
    assert (again.status_code, again["X-Refused-By"]) == (422, "3.2.1.1")
    assert floor.queue() == ["a"]


@pytest.mark.parametrize("who", ["desk", "lead", "nobody"])
def test_only_salespeople_sign_in_at_the_desk(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    client = browser(floor, "desk", monkeypatch)

    assert client.get(f"/desk/people/{who}/").status_code == 404
    assert send(client, "/desk/presence/", who=who, pin="1", do="sign_in").status_code == 404


@pytest.mark.clause("3.2.1.2", "kept")
def test_leave_counts_with_the_leaders_pin_only(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("a", "lead"):
        floor.give("set_pin", by=who, pin="2468")
    floor.sign_in("a", "b")
    client = browser(floor, "desk", monkeypatch)
    form = {"who": "a", "pin": "2468", "do": "step_away", "excused_by": "lead"}

    wrong = send(client, "/desk/presence/", **form, leader_pin="0000", key="k1")
    right = send(client, "/desk/presence/", **form, leader_pin="2468", key="k2")

    assert (wrong.status_code, right.status_code) == (422, 204)
    floor.visit("09:00")
    assert floor.queue() == ["a", "b"]


def test_leave_is_given_by_leaders_only(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("a", "b"):
        floor.give("set_pin", by=who, pin="2468")
    floor.sign_in("a", "b")
    form = {"who": "a", "pin": "2468", "do": "step_away", "excused_by": "b", "leader_pin": "2468"}

    answer = send(browser(floor, "desk", monkeypatch), "/desk/presence/", **form)

    assert answer.status_code == 404


def test_the_person_at_the_desk_acts_for_one_command_only(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.give("set_pin", by="a", pin="2468")
    client = browser(floor, "desk", monkeypatch)
    send(client, "/desk/presence/", who="a", pin="2468", do="sign_in", key="k1")

    send(client, "/desk/register/", who=PHONE, key="k2")

    assert Reception.objects.get().registered_by == "desk"


def test_a_person_lent_to_the_floor_signs_in_there(floor: Floor) -> None:
    assert floor.site_id is not None
    codes = people.working_at(floor.site_id, floor.now).values_list("code", flat=True)

    assert "a" in codes
