"""Programs take a shorter way into Django than browsers, to the same answers."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.signals import request_started
from django.db import close_old_connections

from salesfloor.app.tests.callers import Caller
from salesfloor.app.wsgi import _view_at, application
from salesfloor.base.china_time import CHINA
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.now(CHINA).date() - timedelta(days=1)


def ask(path: str, **headers: str) -> tuple[str, dict[str, str], bytes]:
    """Ask without Django's test client, which has but one way in."""
    answered: list[Any] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **headers,
    }
    response = application(environ, lambda *given: answered.extend(given))
    body = b"".join(response)
    return answered[0], dict(answered[1]), body


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Leave the test's connection open at the start of a request, as Django's client does."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.fixture
def token(db: None) -> dict[str, str]:
    """Return what a program of the desk shows."""
    Floor(day=YESTERDAY)
    return {"HTTP_AUTHORIZATION": Caller("desk").headers["Authorization"]}


@pytest.mark.parametrize(
    ("path", "status"), [("sites", "200"), ("nothing", "404"), ("owner_of", "422")]
)
def test_a_program_is_answered_like_a_browser_with_a_token(
    path: str, status: str, token: dict[str, str]
) -> None:
    short = ask(f"/api/v1/{path}", **token)
    long = ask(f"/api/v1/{path}", **token, HTTP_COOKIE="unknown=1")
    assert short[0][:3] == status
    assert short[::2] == long[::2]
    assert short[1]["Content-Type"] == long[1]["Content-Type"]
    assert short[1]["X-Content-Type-Options"] == "nosniff"


def test_a_token_that_is_none_gets_nothing(token: dict[str, str]) -> None:
    del token
    status, headers, _ = ask("/api/v1/board", HTTP_AUTHORIZATION="Bearer nothing")
    assert (status[:3], headers["Content-Type"]) == ("401", "application/problem+json")


def test_a_cookie_goes_the_way_of_browsers(token: dict[str, str]) -> None:
    _, _, chinese = ask("/api/v1/owner_of", **token)
    _, _, english = ask("/api/v1/owner_of", **token, HTTP_COOKIE="django_language=en")
    assert chinese != english


def test_long_addresses_are_answered_and_forgotten(token: dict[str, str]) -> None:
    """Strangers choose them: what is remembered of addresses stays small."""
    before = _view_at.cache_info().currsize
    status, _, _ = ask("/api/v1/" + "x" * 300, **token)
    assert (status[:3], _view_at.cache_info().currsize) == ("404", before)
    ask("/api/v1/short", **token)
    assert _view_at.cache_info().currsize == before + 1


def test_a_token_opens_no_page(token: dict[str, str]) -> None:
    status, headers, _ = ask("/desk/", **token)
    assert (status[:3], headers["Location"][:15]) == ("302", "/account/login/")
