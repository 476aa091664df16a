"""Screens on the wall: let in by a one-time code, shown the wall page alone, cut off when revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from salesfloor.app.watching import Key, are_for_the_wall, sites_watched_with
from salesfloor.base.commands import COMMANDS
from salesfloor.base.refusals import Refused
from salesfloor.kernel.screens.models import Screen
from salesfloor.kernel.screens.queries import connect, screen_with
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.fault("P11")]
CODE = "04213769"
WALL = "/board/tv/"


def give(floor: Floor, do: str, **given: Any) -> None:
    """Give a command as the manager, now: pages go by the real clock."""
    COMMANDS[do].give(actor=floor.actor("manager"), at=timezone.now(), given=given)


def pair(floor: Floor, name: str = "Hall", code: str = CODE) -> None:
    give(floor, "pair_screen", name=name, code=code)


@pytest.fixture
def television(floor: Floor) -> Client:
    """Return the browser of a connected television."""
    pair(floor)
    browser = Client()
    answer = browser.post(settings.SCREEN_URL, {"code": f"{CODE[:4]} {CODE[4:]}"})
    assert (answer.status_code, answer["Location"]) == (302, settings.SCREEN_URL)
    return browser


def test_a_television_shows_the_wall_page_and_nothing_else(television: Client) -> None:
    assert television.get(settings.SCREEN_URL)["Location"] == WALL
    assert television.get(WALL).status_code == 200
    for path in ("/board/", "/", "/customers/", "/people/"):
        assert television.get(path)["Location"].startswith("/account/login/"), path
    assert television.post("/give/private_call/").status_code == 302
    assert television.get("/api/v1/board").status_code == 401


def test_it_begins_on_the_page_that_it_was_connected_for(floor: Floor) -> None:
    give(floor, "pair_screen", name="Meeting room", code=CODE, shows="standings:wall")
    browser = Client()
    browser.post(settings.SCREEN_URL, {"code": CODE})
    wall = browser.get(settings.SCREEN_URL)["Location"]
    assert wall != WALL
    assert browser.get(wall).status_code == 200
    with pytest.raises(Refused, match="no such page"):
        give(floor, "pair_screen", name="Yard", code="11112222", shows="people:people")


def test_it_stays_connected_for_longer_than_a_session(television: Client) -> None:
    morsel = television.get(WALL).cookies[settings.SCREEN_COOKIE_NAME]
    assert morsel["max-age"] > 300 * 24 * 60 * 60
    assert morsel["httponly"]
    assert Screen.objects.get().seen_at is not None


def test_its_stream_is_that_of_the_wall(floor: Floor, television: Client) -> None:
    key = Key("screen", television.cookies[settings.SCREEN_COOKIE_NAME].value)
    assert sites_watched_with({key}) == {key: frozenset({floor.site_id})}
    assert are_for_the_wall({"tv.en", "tv.zh-hans"})
    assert not are_for_the_wall({"tv.en", "board.en"})


def test_a_revoked_screen_is_out_and_asks_for_a_code(floor: Floor, television: Client) -> None:
    key = Key("screen", television.cookies[settings.SCREEN_COOKIE_NAME].value)
    give(floor, "revoke_screen", screen="Hall")
    assert sites_watched_with({key}) == {}
    assert television.get(WALL)["Location"] == settings.SCREEN_URL
    assert television.get(settings.SCREEN_URL).status_code == 200
    with pytest.raises(Refused, match="no screen"):
        give(floor, "revoke_screen", screen="Hall")


def test_a_code_is_good_once_and_for_ten_minutes(floor: Floor) -> None:
    now = timezone.now()
    pair(floor)
    assert screen_with(connect(CODE, address="10.0.0.1", at=now)) is not None
    with pytest.raises(Refused, match="wrong or out of date"):
        connect(CODE, address="10.0.0.1", at=now)
    pair(floor, "Door", "11112222")
    with pytest.raises(Refused, match="wrong or out of date"):
        connect("11112222", address="10.0.0.1", at=now + timedelta(minutes=11))


def test_codes_cannot_be_tried_out(floor: Floor) -> None:
    pair(floor)
    browser = Client()
    for _ in range(10):
        assert browser.post(settings.SCREEN_URL, {"code": "00000000"}).status_code == 422
    answer = browser.post(settings.SCREEN_URL, {"code": CODE})
    assert answer.status_code == 422, "the right one comes too late"
    elsewhere = browser.post(settings.SCREEN_URL, {"code": CODE}, REMOTE_ADDR="10.0.0.2")
    assert elsewhere.status_code == 302


def test_a_name_is_free_again_when_its_code_was_never_used(floor: Floor) -> None:
    pair(floor)
    with pytest.raises(Refused, match="of this name"):
        pair(floor, code="11112222")
    Screen.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    pair(floor, code="11112222")


def test_neither_code_nor_key_is_kept(floor: Floor, television: Client) -> None:
    token = television.cookies[settings.SCREEN_COOKIE_NAME].value
    [row] = Screen.objects.values()
    kept = repr(row)
    assert CODE not in kept
    assert token not in kept
    with pytest.raises(ValidationError):
        Screen(**{**row, "id": None, "code_digest": b"x"}).full_clean()


def test_the_page_shows_a_code_until_it_is_used(floor: Floor) -> None:
    manager = visitor(floor, "manager")
    manager.post("/screens/", {"name": "Hall", "key": "one"})
    shown = manager.get("/screens/")
    code = shown.context["waiting"]
    assert len(code) == 8
    assert f"{code[:4]} {code[4:]}" in shown.content.decode()
    manager.post("/screens/", {"name": "Hall", "key": "one"})
    assert manager.get("/screens/").context["waiting"] == code, "the same form, sent twice"
    connect(code, address="10.0.0.1", at=timezone.now())
    shown = manager.get("/screens/")
    assert not shown.context["waiting"]
    assert "Hall" in shown.content.decode()


def test_a_person_who_is_logged_in_is_no_screen(floor: Floor, television: Client) -> None:
    desk = visitor(floor, "desk")
    desk.cookies[settings.SCREEN_COOKIE_NAME] = television.cookies[
        settings.SCREEN_COOKIE_NAME
    ].value
    assert desk.get("/board/").status_code == 200
