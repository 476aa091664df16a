"""Looking at the floor's pages at the hour of the test's day."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.visitor import visitor

if TYPE_CHECKING:
    import pytest
    from django.test import Client

    from tests.floor_builder import Floor

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
HTMX = {"HX-Request": "true"}


def at_the_floors_time(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page see the moment at which the floor of the test stands."""
    real = SessionStore.load

    def load(session: Any) -> dict[str, Any]:
        held: dict[str, Any] = real(session)
        if session.account is not None:
            session.account.seen_at = floor.now
        return held

    monkeypatch.setattr(SessionStore, "load", load)


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
