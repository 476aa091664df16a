"""What is turned away before a view sees it, and what every answer carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from salesfloor.app import settings as in_earnest
from salesfloor.app.running import Refusal, _check_secret
from salesfloor.app.tests.callers import problem_of
from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

TOO_LONG = str(settings.LARGEST_BODY + 1)


@pytest.mark.case(69)
@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_page_says_that_a_body_is_too_large(headers: dict[str, str]) -> None:
    answer = Client().post("/account/login/", CONTENT_LENGTH=TOO_LONG, headers=headers)
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()


@pytest.mark.case(69)
def test_the_api_says_so_in_a_problem_document() -> None:
    answer: Any = Client().post("/api/v1/commands/visit", CONTENT_LENGTH=TOO_LONG)
    assert problem_of(answer) == (413, "input")


@pytest.mark.case(97)
@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_forged_form_is_turned_away_in_a_sentence(headers: dict[str, str]) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/account/login/", {"login": "a"}, headers=headers)
    assert answer.status_code == 403
    assert "<p" in answer.content.decode()


@pytest.mark.case(97)
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/logout/", "/language/", "/account/login/"])
def test_a_get_changes_nothing(floor: Floor, path: str) -> None:
    browser = visitor(floor, "desk")
    browser.get(path)
    assert browser.get("/api/v1/board").status_code == 200


@pytest.mark.case(93)
@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/__debug__/",
        "/media/",
        "/documents/",
        "/data/secret-key",
        "/.env",
        "/.git/config",
    ],
)
def test_nothing_behind_the_pages_is_reachable(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
def test_what_every_page_carries() -> None:
    headers = Client().get("/account/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_nothing_is_shown_of_an_error() -> None:
    assert settings.DEBUG is False
    assert "Argon2" in in_earnest.PASSWORD_HASHERS[0]


@pytest.mark.case(98)
@pytest.mark.parametrize(
    "secret", ["", "changeme", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz", "a" * 64]
)
def test_a_default_secret_is_refused(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESFLOOR_SECRET_KEY", secret)
    with pytest.raises(Refusal, match="SALESFLOOR_SECRET_KEY"):
        _check_secret()


def test_a_key_of_ones_own_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESFLOOR_SECRET_KEY", "Zt4kq9-wLx2mVb7nRc5sYd8fGh3jPu6aQe1oTi0")
    _check_secret()
    monkeypatch.delenv("SALESFLOOR_SECRET_KEY")
    _check_secret()
