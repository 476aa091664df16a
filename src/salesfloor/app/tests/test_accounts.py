"""Logging in: by code, slowed down when wrong, out at once when gone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from salesfloor.app.actors import StaffBackend
from salesfloor.app.log_in_tries import normal
from salesfloor.app.watching import sites_watched_in
from salesfloor.kernel.people.api import Account, Staff, dismiss
from tests.concurrency.crowd import at_once
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.concurrency.crowd import Result

pytestmark = pytest.mark.django_db
LOG_IN = "/account/login/"
PASSWORD = "correct horse battery"
OWN = "staple battery horse"
PAGE = "/api/v1/board"
CHANGE = "/account/password/change/"


@pytest.fixture(autouse=True)
def no_counts() -> None:
    """Forget how often earlier tests tried."""
    cache.clear()


@pytest.fixture
def house(floor: Floor) -> Floor:
    """Return a floor on which the desk and the manager have accounts with a password."""
    for code in ("desk", "manager"):
        account = Account(username=code, staff=Staff.objects.get(code=code))
        account.set_password(PASSWORD)
        account.save()
    return floor


def key_of(browser: Client) -> str:
    return browser.session.session_key or ""


def log_in(browser: Client, code: str, password: str, address: str = "10.0.0.1") -> Any:
    form = {"login": code, "password": password}
    return browser.post(LOG_IN, form, REMOTE_ADDR=address)


def test_a_person_logs_in_by_code(house: Floor) -> None:
    browser = Client()
    answer = log_in(browser, "desk", PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert browser.get(PAGE).status_code == 200
    browser.post("/account/logout/")
    assert browser.get(PAGE).status_code == 401


@pytest.mark.case(87)
def test_the_answer_tells_nobody_who_exists(house: Floor) -> None:
    known = log_in(Client(), "desk", "wrong password")
    unknown = log_in(Client(), "nobody", "wrong password")
    assert known.status_code == unknown.status_code == 200
    shown = [dict(answer.context["form"].errors) for answer in (known, unknown)]
    assert shown[0] == shown[1] != {}


@pytest.mark.case(87)
def test_ten_wrong_tries_lock_for_a_quarter_of_an_hour(house: Floor) -> None:
    for _ in range(10):
        log_in(Client(), "desk", "wrong password")
    locked = log_in(Client(), "desk", PASSWORD)
    assert locked.status_code == 429
    assert log_in(Client(), "manager", PASSWORD).status_code == 302, "nor are colleagues"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert log_in(Client(), "desk", PASSWORD).status_code == 302


@pytest.mark.case(87)
@pytest.mark.parametrize(
    ("typed", "name"),
    [(" DESK ", "desk"), ("de\u017fk", "desk"), ("adm\u0131n", "admin"), ("\u212a1", "k1")],
)
def test_tries_count_for_whose_account_the_database_finds(typed: str, name: str) -> None:
    assert normal(typed) == name


@pytest.mark.case(87)
@pytest.mark.fault("X25")
def test_many_addresses_have_no_more_tries_than_one(house: Floor) -> None:
    for number in range(10):
        log_in(Client(), "desk", "wrong password", address=f"10.0.0.{number + 1}")
    elsewhere = log_in(Client(), "desk", PASSWORD, address="10.0.1.1")
    assert elsewhere.status_code == 429


@pytest.mark.case(87)
@pytest.mark.fault("X25")
def test_the_owners_own_device_is_not_locked_by_strangers(house: Floor) -> None:
    till = Client()
    assert log_in(till, "desk", PASSWORD).status_code == 302
    till.post("/account/logout/")
    for number in range(40):
        log_in(Client(), "desk", "wrong password", address=f"10.0.0.{number + 1}")
    assert log_in(Client(), "desk", PASSWORD, address="10.0.1.1").status_code == 429
    assert log_in(till, "DESK ", PASSWORD, address="10.0.1.2").status_code == 302


@pytest.mark.case(87)
@pytest.mark.fault("X25")
def test_a_known_device_has_ten_tries_too(house: Floor) -> None:
    till = Client()
    log_in(till, "desk", PASSWORD)
    till.post("/account/logout/")
    for _ in range(10):
        assert log_in(till, "desk", "wrong password").status_code == 200
    assert log_in(till, "desk", PASSWORD).status_code == 429


@pytest.mark.case(87)
@pytest.mark.fault("X25")
@pytest.mark.django_db(transaction=True)
def test_a_burst_has_no_more_tries(house: Floor) -> None:
    """Thirty tries side by side, from an address each: ten are compared."""
    answers = at_once([partial(_try_from, f"10.0.{number}.1") for number in range(30)])
    assert sorted(status for _, status in answers) == [200] * 10 + [429] * 20


def _try_from(address: str) -> Result:
    return "done", log_in(Client(), "desk", "wrong password", address).status_code


@pytest.mark.case(87)
def test_trying_while_locked_does_not_lock_for_longer(house: Floor) -> None:
    for _ in range(30):
        log_in(Client(), "desk", "wrong password")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert log_in(Client(), "desk", PASSWORD).status_code == 302


@pytest.mark.case(87)
def test_one_try_each_on_many_accounts_is_slowed_by_address(house: Floor) -> None:
    answers = [log_in(Client(), f"code{number}", "wrong password") for number in range(70)]
    assert answers[-1].status_code == 429


@pytest.mark.case(88)
def test_whoever_left_is_out_at_the_next_request(house: Floor) -> None:
    browser = visitor(house, "desk")
    assert browser.get(PAGE).status_code == 200
    dismiss(staff_id=Staff.objects.get(code="desk").pk, at=timezone.now())
    assert browser.get(PAGE).status_code == 401


@pytest.mark.case(88)
def test_whoever_left_is_told_that_the_account_is_closed(house: Floor) -> None:
    Account.objects.filter(username="desk").update(is_active=False)
    browser = Client(headers={"accept-language": "zh-CN"})
    answer = browser.post(LOG_IN, {"login": "desk", "password": PASSWORD}, follow=True)
    assert "账号已停用" in answer.content.decode()
    assert browser.get(PAGE).status_code == 401


@pytest.mark.case(86)
def test_a_session_is_revoked_by_deleting_it(house: Floor) -> None:
    browser = visitor(house, "desk")
    key = key_of(browser)
    assert sites_watched_in({key}) == {key: frozenset({house.site_id})}
    Session.objects.filter(session_key=key).delete()
    assert browser.get(PAGE).status_code == 401
    assert sites_watched_in({key}) == {}


@pytest.mark.case(86)
def test_a_new_password_ends_all_other_sessions(house: Floor) -> None:
    browser = visitor(house, "desk")
    key = key_of(browser)
    account = Account.objects.get(username="desk")
    account.set_password("another battery horse")
    account.save()
    assert browser.get(PAGE).status_code == 401
    assert sites_watched_in({key}) == {}


def test_nobody_signs_up_or_resets_by_mail(house: Floor) -> None:
    for page in ("signup", "password/reset", "password/set", "email"):
        assert Client().get(f"/account/{page}/").status_code == 404


def test_who_acts_is_known_from_two_statements(
    house: Floor,
    django_assert_num_queries: Any,
) -> None:
    browser = visitor(house, "desk")
    browser.get(PAGE)
    with django_assert_num_queries(4):  # session, person, the question's two
        browser.get(PAGE)


def test_a_session_decides_whose_it_is_not_the_list_of_sessions(house: Floor) -> None:
    """The list is for showing where one is logged in; a wrong name in it opens nothing."""
    browser = visitor(house, "desk")
    manager = Account.objects.get(username="manager")
    UserSession.objects.filter(session_key=browser.session.session_key).update(user=manager)
    assert browser.get("/account/sessions/").context["user"].username == "desk"
    UserSession.objects.all().delete()
    assert browser.get(PAGE).status_code == 200


def test_whose_account_is_switched_off_is_out_at_the_next_request(house: Floor) -> None:
    browser = visitor(house, "desk")
    assert browser.get(PAGE).status_code == 200
    Account.objects.filter(username="desk").update(is_active=False)
    assert browser.get(PAGE).status_code == 401


def test_whoever_is_lent_works_at_the_other_site(floor: Floor) -> None:
    other = Floor("S2", prefix="x-", cast={})
    other.give("staff", code="x-lead", name="Lead", post="lead", team="T2")
    until = (timezone.now() + timedelta(days=1)).isoformat()
    floor.give("lend", by="director", who="a", team="T2", until=until, reason="busy")
    assert visitor(floor, "a").get("/api/v1/sites").json()["items"][0]["code"] == "S2"
    assert visitor(floor, "b").get("/api/v1/sites").json()["items"][0]["code"] == "S1"


def test_directors_watch_every_site_and_others_their_own(floor: Floor) -> None:
    a, director = (key_of(visitor(floor, code)) for code in ("a", "director"))
    assert sites_watched_in({a, director}) == {
        a: frozenset({floor.site_id}),
        director: frozenset({None}),
    }
    Account.objects.filter(username="a").update(is_active=False)
    assert sites_watched_in({a}) == {}


@override_settings(SECOND_FACTOR=True)
def test_managers_need_a_second_factor_where_it_is_asked_for(house: Floor) -> None:
    manager, desk = visitor(house, "manager"), visitor(house, "desk")
    answer = manager.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert desk.get(PAGE).status_code == 200
    session = manager.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    assert manager.get(PAGE).status_code == 200


@override_settings(SECOND_FACTOR=True)
def test_a_manager_sets_up_a_second_factor_and_logs_in_with_it(house: Floor) -> None:
    browser = Client()
    log_in(browser, "manager", PASSWORD)
    assert browser.get("/")["Location"] == "/account/2fa/"
    assert browser.get("/account/2fa/").status_code == 200

    asks_again = browser.get("/account/2fa/totp/activate/")["Location"]
    browser.post(asks_again, {"password": PASSWORD})
    page = browser.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    wrong = browser.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert (wrong.status_code, bool(wrong.context["form"].errors)) == (200, True)
    done = browser.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.status_code == 302
    assert browser.get("/").status_code == 200

    again = Client()
    asked = log_in(again, "manager", PASSWORD)
    assert asked["Location"] == "/account/2fa/authenticate/"
    assert again.get(PAGE).status_code == 401
    cache.clear()  # the same code twice within its half minute is refused
    entered = again.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert (entered.status_code, again.get("/").status_code) == (302, 200)


def code_of(secret: str) -> str:
    """Return what an authenticator app would show now."""
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_work_keeps_a_session_alive(house: Floor) -> None:
    browser = visitor(house, "desk")
    browser.get(PAGE)
    first = Session.objects.get().expire_date
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        browser.get(PAGE)
    assert Session.objects.get().expire_date >= first


def test_an_account_without_a_person_sees_nothing(db: None) -> None:
    account = Account.objects.create(username="ghost", is_active=True)
    assert StaffBackend().get_user(account.pk) is None


@pytest.fixture
def newcomer(house: Floor) -> Floor:
    """Return a floor on which the manager opened the account of a on the person's page."""
    form = {"password": PASSWORD, "must_change": "true", "key": "k"}
    assert piece(visitor(house, "manager"), "/people/of/a/open_account/", **form).status_code == 204
    return house


def test_a_first_password_leads_to_its_change_and_nowhere_else(newcomer: Floor) -> None:
    browser = Client()
    log_in(browser, "a", PASSWORD)
    for page in ("/", "/people/me/", "/account/2fa/", "/account/sessions/"):
        assert browser.get(page)["Location"] == CHANGE
    told = browser.get(PAGE)
    assert (told.status_code, told["Content-Type"]) == (403, "application/problem+json")
    assert not sites_watched_in({key_of(browser)})
    assert browser.get(CHANGE).status_code == 200

    sent = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert browser.post(CHANGE, sent).context["form"].errors["password1"]
    assert browser.get("/")["Location"] == CHANGE

    sent = {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}
    assert browser.post(CHANGE, sent)["Location"] == "/"
    assert browser.get(PAGE).status_code == 200, "who changed it is still signed in"
    assert log_in(Client(), "a", OWN)["Location"] == "/"


def test_a_password_given_anew_is_changed_as_a_first_one_is(newcomer: Floor) -> None:
    Account.objects.filter(username="a").update(must_change=False)
    form = {"password": OWN, "must_change": "true", "key": "k2"}
    assert piece(visitor(newcomer, "manager"), "/people/of/a/reset_password/", **form).status_code
    browser = Client()
    log_in(browser, "a", OWN)
    assert browser.get("/")["Location"] == CHANGE


def test_a_program_that_opens_accounts_asks_for_no_change(house: Floor) -> None:
    house.give("open_account", by="manager", who="a", password=PASSWORD)
    browser = Client()
    log_in(browser, "a", PASSWORD)
    assert browser.get(PAGE).status_code == 200
