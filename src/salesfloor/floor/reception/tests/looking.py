"""Looking at the floor's pages at the hour of the test's day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from tests.visitor import BACKEND, visitor

if TYPE_CHECKING:
    import pytest
    from django.test import Client

    from tests.floor_builder import Floor

HTMX = {"HX-Request": "true"}


def at_the_floors_time(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page see the moment at which the floor of the test stands."""
    backend = import_string(BACKEND)
    real = backend.get_user

    def get_user(self: Any, user_id: int) -> Any:
        account = real(self, user_id)
        if account is not None:
            account.presence = replace(account.presence, at=floor.now)
        return account

    monkeypatch.setattr(backend, "get_user", get_user)


def browser(floor: Floor, name: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a browser with that person of the cast, at the floor's time."""
    at_the_floors_time(floor, monkeypatch)
    return visitor(floor, name)


def page(client: Client, address: str) -> str:
    """Return a page that must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return answer.content.decode()


def send(client: Client, address: str, /, **form: Any) -> Any:
    """Send a form as htmx does."""
    return client.post(address, form, headers=HTMX)


def statements(client: Client, address: str, **form: Any) -> int:
    """Return how many statements a request takes, signed in, session included.

    A session that was just opened writes itself down once; that is over before it is counted.
    """
    client.get("/board/why/0/visit/")
    with CaptureQueriesContext(connection) as seen:
        answer = send(client, address, **form) if form else client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in seen.captured_queries)
