"""What is turned away before a view sees it, and what every answer carries."""

from __future__ import annotations

import json
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any

import pytest
from click import ClickException
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.test import Client, RequestFactory

from salesfloor.app import secret_keys
from salesfloor.app import settings as in_earnest
from salesfloor.app.listening import Address, public_address
from salesfloor.app.refusing import unusable
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


@pytest.mark.fault("S5")
@pytest.mark.django_db
def test_a_form_from_an_unknown_address_is_refused_with_the_cause() -> None:
    browser = Client(enforce_csrf_checks=True)
    form = {"login": "a", "password": "b", "csrfmiddlewaretoken": "x" * 32}
    headers = {"Origin": "https://floor.example.cn"}
    answer = browser.post("/account/login/", form, headers=headers)
    assert answer.status_code == 403
    assert "https://floor.example.cn" in answer.content.decode()
    assert "SALESFLOOR_ADDRESS" in answer.content.decode()


@pytest.mark.fault("S5")
@pytest.mark.django_db
def test_an_address_as_the_operator_wrote_it_is_trusted_behind_a_proxy(settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = [public_address("HTTPS://Floor.Example.CN:443/")]
    browser = Client(enforce_csrf_checks=True)
    browser.get("/account/login/")
    token = browser.cookies["csrftoken"].value
    form = {"login": "a", "password": "b", "csrfmiddlewaretoken": token}
    headers = {"Origin": "https://floor.example.cn"}  # and the Host of the inner server
    assert browser.post("/account/login/", form, headers=headers).status_code == 200


@pytest.mark.fault("X17")
@pytest.mark.django_db
def test_an_unknown_host_is_told_what_is_to_be_set(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    headers = {"Host": "evil.example", "Origin": "https://x"}
    answer: Any = Client(enforce_csrf_checks=True).post("/account/login/", headers=headers)
    assert answer.status_code == 400
    assert "SALESFLOOR_HOSTS" in answer.content.decode()


@pytest.mark.fault("X17")
def test_what_django_cannot_read_is_a_problem_document_for_programs() -> None:
    request = RequestFactory().get("/api/v1/board")
    answer: Any = unusable(request, DisallowedHost("x"))
    assert answer["Content-Type"] == "application/problem+json"
    assert "SALESFLOOR_HOSTS" in json.loads(answer.content)["detail"]


@pytest.mark.fault("S5")
@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("", ""),
        ("https://floor.example.cn", "https://floor.example.cn"),
        ("https://Floor.example.cn:443/", "https://floor.example.cn"),
        ("http://floor:80", "http://floor"),
        ("http://floor:8080/", "http://floor:8080"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://案场.example", "https://xn--mest01b.example"),
    ],
)
def test_the_public_address_is_taken_as_browsers_name_it(given: str, meant: str) -> None:
    assert public_address(given) == meant


@pytest.mark.fault("S5")
@pytest.mark.parametrize(
    "given", ["floor.example.cn", "https://", "https://a/b", "ftp://a", "https://a:port", "x"]
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ClickException, match="SALESFLOOR_ADDRESS"):
        public_address(given)


@pytest.mark.fault("S4")
@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("::1", "http://[::1]:8001/"),
        ("0.0.0.0", "http://localhost:8001/"),  # noqa: S104 - shown, not bound
        ("::", "http://localhost:8001/"),
    ],
)
def test_the_address_is_shown_as_a_browser_takes_it(host: str, shown: str) -> None:
    with socket() as unused:
        assert Address(host, 8001, unused).shown == shown


@pytest.mark.case(98)
@pytest.mark.parametrize(
    "secret", ["", "changeme", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz", "a" * 64]
)
def test_a_default_secret_is_refused(
    secret: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(secret_keys.SETTING, secret)
    with pytest.raises(ClickException, match=secret_keys.SETTING):
        secret_keys.make_safe(tmp_path)


@pytest.mark.fault("X23")
@pytest.mark.parametrize("content", ["", "\n", "short"])
def test_an_empty_secret_key_is_refused(
    content: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(secret_keys.SETTING, raising=False)
    (tmp_path / "secret-key").write_text(content)
    with pytest.raises(ClickException, match="secret-key"):
        secret_keys.make_safe(tmp_path)


def test_a_key_of_ones_own_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(secret_keys.SETTING, "Zt4kq9-wLx2mVb7nRc5sYd8fGh3jPu6aQe1oTi0")
    secret_keys.make_safe(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_by_what_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(secret_keys.SETTING, raising=False)
    assert secret_keys.key_for(tmp_path) != secret_keys.key_for(tmp_path)
    secret_keys.make_safe(tmp_path / "data")
    made = secret_keys.key_for(tmp_path / "data")
    secret_keys.make_safe(tmp_path / "data")
    assert secret_keys.key_for(tmp_path / "data") == made
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]
