"""The board's pages: what everybody sees, what the manager may do, who is turned away."""

from __future__ import annotations

import pytest
from django.test import Client

from salesfloor.floor.reception import live
from salesfloor.floor.reception.models import PrivateCall, Reception
from salesfloor.floor.reception.tests.looking import browser, page, send, statements
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers.api import Value
from tests.floor_builder import Floor

PHONE = "13800138000"


@pytest.fixture
def busy(floor: Floor) -> Floor:
    """Return a floor where a receives 张建国, b is free, a customer waits for nobody."""
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", name="张建国", phone=PHONE)
    return floor


def reception(ref: str) -> Reception:
    return Reception.objects.get(ref=ref)


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.parametrize("name", ["a", "desk", "manager", "finance", "admin"])
def test_everybody_sees_the_board(busy: Floor, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shown = page(browser(busy, name, monkeypatch), "/board/")

    assert "张*" in shown
    assert "张建国" not in shown
    assert PHONE not in shown
    assert "/events/" in shown


@pytest.mark.parametrize(
    "address", ["/board/", "/board/tv/", "/desk/", "/reception/", "/receptions/"]
)
def test_a_stranger_is_asked_to_log_in(busy: Floor, address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.case(115)
def test_the_television_names_no_customer(busy: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    busy.give("override", by="manager", at="09:06", ref="v1", to="b", reason="asked for B")
    busy.visit("09:07", name="欧阳娜")
    busy.visit("09:08", name="李雷")

    shown = page(browser(busy, "desk", monkeypatch), "/board/tv/")

    for private in ("张", "欧", "李", PHONE, "138****8000", "asked for B"):
        assert private not in shown


@pytest.mark.parametrize("view", sorted(live.VIEWS))
def test_one_rendering_goes_to_all_screens(busy: Floor, view: str) -> None:
    assert busy.site_id is not None
    html = live.VIEWS[view](busy.site_id, busy.now)

    assert "张建国" not in html
    assert "csrf" not in html
    assert html == live.VIEWS[view](busy.site_id, busy.now)
    if view.startswith(live.ASKED):
        assert html == "{}", "numbers and states alone: no word of either language"
    else:
        english = "is waiting for you" if view.startswith(live.ASSIGNED) else "In reception"
        assert (english in html) == view.endswith(".en")


def test_a_rendering_changes_only_with_the_floor(busy: Floor) -> None:
    assert busy.site_id is not None
    before = live.VIEWS["board.en"](busy.site_id, busy.now)
    assert live.VIEWS["board.en"](busy.site_id, busy.moment("09:06:30")) == before

    busy.visit("09:07")
    assert live.VIEWS["board.en"](busy.site_id, busy.now) != before


@pytest.mark.parametrize("receptions", [1, 3])
def test_the_board_takes_eight_statements_at_most(
    busy: Floor, monkeypatch: pytest.MonkeyPatch, receptions: int
) -> None:
    for _ in range(receptions):
        busy.visit()

    assert statements(browser(busy, "desk", monkeypatch), "/board/") <= 8


@pytest.mark.clause("3.2.1.2", "kept")
def test_why_here(busy: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    staff = people.staff_by_code("a").pk

    shown = page(browser(busy, "b", monkeypatch), f"/board/why/{staff}/visit/")

    assert 'href="/rulebook/3.2.1.2/"' in shown
    assert "09:05" in shown


def test_nobody_is_asked_about_who_is_not_in_the_queue(
    busy: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(busy, "a", monkeypatch)

    assert client.get(f"/board/why/{people.staff_by_code('c').pk}/visit/").status_code == 404


@pytest.mark.clause("3.2.1.2", "kept")
def test_the_manager_overrides_from_the_board(busy: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(busy, "manager", monkeypatch)
    pk = reception("v1").pk
    assert 'name="to"' in page(client, f"/board/reception/{pk}/")

    answer = send(client, "/board/override/", ref="v1", to="b", reason="asked for B", key="k1")

    assert answer.status_code == 204
    assert reception("v1").receiver_id == people.staff_by_code("b").pk
    assert "asked for B" in page(client, "/board/")


@pytest.mark.clause("3.2.1.2", "refused")
@pytest.mark.parametrize("name", ["a", "b", "desk", "lead"])
def test_nobody_else_overrides(busy: Floor, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    client = browser(busy, name, monkeypatch)
    pk = reception("v1").pk
    assert 'name="to"' not in page(client, f"/board/reception/{pk}/")

    answer = send(client, "/board/override/", ref="v1", to="b", reason="x", key="k1")

    assert (answer.status_code, answer["X-Refused-By"]) == (422, "3.2.1.2")
    assert 'href="/rulebook/3.2.1.2/"' in answer.content.decode()
    assert reception("v1").receiver_id == people.staff_by_code("a").pk


@pytest.mark.case(80)
def test_another_floors_reception_is_no_page(busy: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Floor("S2", prefix="x")
    client = browser(other, "manager", monkeypatch)
    pk = reception("v1").pk

    assert client.get(f"/board/reception/{pk}/").status_code == 404
    assert client.get(f"/receptions/{pk}/").status_code == 404
    assert client.get("/receptions/named/v1/").status_code == 404


@pytest.mark.clause("9.1.2.2", "kept")
def test_a_colleague_assists_from_the_board(busy: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(busy, "b", monkeypatch)
    panel = f"/board/reception/{reception('v1').pk}/"
    assert "/board/assist/" in page(client, panel)
    assert "/board/assist/" not in page(browser(busy, "desk", monkeypatch), panel)

    answer = send(client, "/board/assist/", ref="v1", key="k1")

    assert answer.status_code == 204
    assert reception("v1").assistants.count() == 1


@pytest.mark.clause("9.1.2.2", "refused")
@pytest.mark.clause("9.1.2.2", "kept")
def test_a_third_person_needs_the_managers_word_and_pin(
    busy: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy.give("set_pin", by="manager", pin="2468")
    busy.sign_in("c", at="09:06")
    busy.give("assist", by="b", at="09:07", ref="v1")
    client = browser(busy, "c", monkeypatch)
    shown = page(client, f"/board/reception/{reception('v1').pk}/")
    assert 'aria-disabled="true"' in shown
    assert 'name="manager_pin"' in shown

    form = {"ref": "v1", "approved_by": "manager"}
    without = send(client, "/board/assist/", ref="v1", key="k1")
    wrong = send(client, "/board/assist/", **form, manager_pin="0000", key="k2")
    right = send(client, "/board/assist/", **form, manager_pin="2468", key="k3")

    assert (without.status_code, without["X-Refused-By"]) == (422, "9.1.2.2")
    assert (wrong.status_code, wrong["X-Refused-By"]) == (422, "access")
    assert right.status_code == 204


@pytest.mark.clause("9.1.1.1", "kept")
@pytest.mark.parametrize("name", ["a", "desk", "finance"])
def test_the_tap_at_the_door(busy: Floor, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    client = browser(busy, name, monkeypatch)

    assert send(client, "/board/door/", key="k1").status_code == 204
    assert send(client, "/board/door/", key="k1").status_code == 204

    shown = page(client, "/board/")
    assert shown.count("data-stopwatch") == 1
    arrival = shown.split("/nobody/")[0].rsplit("/", 1)[1]
    assert send(client, f"/board/door/{arrival}/nobody/").status_code == 204
    assert "data-stopwatch" not in page(client, "/board/")


@pytest.mark.clause("3.6.2.2", "kept")
@pytest.mark.clause("3.6.2.2", "missed")
@pytest.mark.parametrize(
    ("name", "minutes", "is_breach"), [("lead", 5, False), ("manager", 6, True)]
)
def test_a_private_call_is_noted_from_the_board(
    busy: Floor, monkeypatch: pytest.MonkeyPatch, name: str, minutes: int, *, is_breach: bool
) -> None:
    client = browser(busy, name, monkeypatch)
    staff = people.staff_by_code("a").pk
    assert 'name="minutes"' in page(client, f"/board/why/{staff}/visit/")

    answer = send(client, "/board/private-call/", who="a", minutes=minutes, key="k")

    assert answer.status_code == 204
    noted = PrivateCall.objects.get()
    assert (noted.staff_id, noted.minutes, noted.is_breach) == (staff, minutes, is_breach)


@pytest.mark.clause("3.6.2.2", "refused")
@pytest.mark.parametrize("name", ["a", "b", "desk"])
def test_private_calls_are_noted_by_those_who_lead(
    busy: Floor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    client = browser(busy, name, monkeypatch)
    staff = people.staff_by_code("a").pk
    assert 'name="minutes"' not in page(client, f"/board/why/{staff}/visit/")

    answer = send(client, "/board/private-call/", who="a", minutes=6, key="k")

    assert answer["X-Refused-By"] == "access"


@pytest.mark.clause("3.2.4.2", "missed")
@pytest.mark.parametrize("name", ["lead", "manager"])
def test_neglect_of_a_courtesy_customer_is_noted(
    busy: Floor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    busy.visit(ref="v2", phone=PHONE)
    client, pk = browser(busy, name, monkeypatch), reception("v2").pk
    for address in (f"/board/reception/{pk}/", f"/receptions/{pk}/"):
        assert "/board/neglect/" in page(client, address)
    assert "/board/neglect/" not in page(client, f"/board/reception/{reception('v1').pk}/")

    answer = send(client, "/board/neglect/", ref="v2", note="Left standing", key="k")

    assert answer.status_code == 204
    assert Value.objects.get(field="note").value == "Left standing"


@pytest.mark.clause("3.2.4.2", "refused")
def test_neglect_is_noted_by_those_who_lead(busy: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    busy.visit(ref="v2", phone=PHONE)
    client, pk = browser(busy, "b", monkeypatch), reception("v2").pk
    for address in (f"/board/reception/{pk}/", f"/receptions/{pk}/"):
        assert "/board/neglect/" not in page(client, address)

    assert send(client, "/board/neglect/", ref="v2", note="n", key="k")["X-Refused-By"] == "access"
