"""Live screens: told after each commit, rendered once, cut off when no longer allowed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http.cookie import SimpleCookie
from django.test import Client

from salesfloor.app import hub as live
from salesfloor.app.events import serve_events
from salesfloor.app.hub import hub
from salesfloor.kernel.people.api import Account
from salesfloor.web.streams import stream_url
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

pytestmark = pytest.mark.django_db(transaction=True)
VIEW = "test.view"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Offer a view that counts how often it is rendered."""
    times: list[int] = []

    def render(site_id: int, at: datetime) -> str:
        assert at.tzinfo is not None
        times.append(site_id)
        return f"<p>\nrendering {len(times)}</p>"

    monkeypatch.setitem(live.renderers, VIEW, render)
    return times


class Screen:
    """A client of a stream, as the server sees it."""

    def __init__(self, address: str, cookies: SimpleCookie | None = None) -> None:
        self.address = address
        self.status = 0
        self.received: list[bytes] = []
        self.news = asyncio.Event()
        self.hung_up = asyncio.Event()
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in (cookies or {}).items())
        self.headers = [(b"cookie", cookie.encode())] if cookie else []
        self.is_over = False

    async def open(self) -> None:
        path, _, query = self.address.partition("?")
        scope: dict[str, Any] = {"path": path, "query_string": query.encode(), "method": "GET"}
        await serve_events(scope | {"headers": self.headers}, self._receive, self._send)
        self.is_over = True
        self.news.set()

    async def _receive(self) -> dict[str, Any]:
        await self.hung_up.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.received.append(message.get("body", b""))
        self.news.set()

    @property
    def events(self) -> list[bytes]:
        parts = b"".join(self.received).split(b"\n\n")
        return [part + b"\n\n" for part in parts if part.startswith(b"event: test.")]

    async def until(self, done: Callable[[Screen], bool], seconds: float = 8) -> None:
        async with asyncio.timeout(seconds):
            while not done(self):
                await self.news.wait()
                self.news.clear()


@asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Run the hub, listening."""
    hub.start()
    try:
        await asyncio.wait_for(hub.listening.wait(), 8)
        yield
    finally:
        await hub.stop()


def in_thread(act: Callable[[], Any]) -> Any:
    """Do something to the database beside the event loop, and hang up."""

    def done() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return asyncio.to_thread(done)


def notify(site_id: int | str, times: int = 1) -> None:
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute("SELECT pg_notify('salesfloor_board', %s)", (str(site_id),))


@pytest.fixture
def address(floor: Floor) -> str:
    """Return where the desk's screen opens its stream."""
    return stream_url(floor.actor("desk"), VIEW)


@pytest.fixture
def desk(floor: Floor) -> Client:
    """Return the desk's browser, signed in."""
    return visitor(floor, "desk")


def test_every_screen_is_told_by_one_rendering(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    async def play() -> None:
        async with running():
            screens = [Screen(address, desk.cookies) for _ in range(20)]
            tasks = [asyncio.create_task(screen.open()) for screen in screens]
            for screen in screens:
                await screen.until(lambda one: bool(one.events))
            before = len(rendered)
            await in_thread(lambda: notify(floor.site_id or 0))
            for screen in screens:
                await screen.until(lambda one: len(one.events) > 1 or b"2<" in one.events[-1])
            assert before in {1, 2}
            assert len(rendered) == before + 1
            assert screens[0].events[-1] == (
                b"event: test.view\ndata: <p>\ndata: rendering %d</p>\n\n" % len(rendered)
            )
            for screen in screens:
                screen.hung_up.set()
            await asyncio.gather(*tasks)
        assert hub.channels == {}

    asyncio.run(play())


def test_a_burst_is_taken_together(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.events))
            await in_thread(lambda: notify(floor.site_id or 0, times=100))
            await asyncio.sleep(0.5)
            assert 1 < len(rendered) < 40
            screen.hung_up.set()
            await task

    asyncio.run(play())


def test_other_sites_changes_are_not_rendered(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.events))
            await asyncio.sleep(0.3)
            before = len(rendered)
            await in_thread(lambda: notify(999_999))
            await asyncio.sleep(0.3)
            assert len(rendered) == before
            screen.hung_up.set()
            await task

    asyncio.run(play())


@pytest.mark.case(42)
def test_screens_live_on_after_the_database_hung_up(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    def hang_up() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            )

    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.events))
            seen = len(screen.events)
            await in_thread(hang_up)
            await screen.until(lambda one: len(one.events) > seen)
            screen.hung_up.set()
            await task

    asyncio.run(play())


@pytest.mark.case(88)
def test_whoever_may_no_longer_look_is_cut_off(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.events))
            await in_thread(lambda: Account.objects.filter(username="desk").update(is_active=False))
            await screen.until(lambda one: one.is_over, seconds=6)
            await task

    asyncio.run(play())


def changed_password(_: Client) -> None:
    account = Account.objects.get(username="desk")
    account.set_password("another battery horse")
    account.save()


@pytest.mark.case(86)
@pytest.mark.fault("X10")
@pytest.mark.parametrize(
    "end",
    [
        lambda desk: desk.post("/account/logout/"),
        lambda desk: desk.session.delete(),
        changed_password,
    ],
    ids=["log-out", "revoked", "new password"],
)
def test_a_stream_ends_with_its_session(
    floor: Floor, desk: Client, address: str, rendered: list[int], end: Callable[[Any], Any]
) -> None:
    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.events))
            await in_thread(lambda: end(desk))
            await screen.until(lambda one: one.is_over, seconds=5)
            await task

    asyncio.run(play())


@pytest.mark.fault("X10")
def test_a_stream_needs_the_second_factor(
    floor: Floor, address: str, rendered: list[int], settings: Any
) -> None:
    settings.SECOND_FACTOR = True
    manager = visitor(floor, "manager")

    async def tried() -> int:
        async with running():
            screen = Screen(address, manager.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.status))
            screen.hung_up.set()
            await task
            return screen.status

    assert asyncio.run(tried()) == 403
    session = manager.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    assert asyncio.run(tried()) == 200


def test_stopping_ends_every_stream_at_once(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: bool(one.events))
            hub.close_streams()
            await screen.until(lambda one: one.is_over, seconds=1)
            await task
            late = Screen(address, desk.cookies)
            await late.open()
            assert late.status == 503

    asyncio.run(play())


def test_who_may_open_a_stream(
    floor: Floor, desk: Client, address: str, rendered: list[int]
) -> None:
    other = Floor("S2", prefix="x-", cast={"desk": "desk"})
    own = desk.cookies
    tries = [
        (address.replace(VIEW, "nothing"), own, 404),
        (address.replace("/events/", "/events/board/"), own, 404),
        (address.partition("?")[0], own, 404),
        (f"/events/{other.site_id}?view={VIEW}", own, 403),
        (f"/events/999999?view={VIEW}", own, 403),
        (address, None, 403),
        (address, SimpleCookie({"sessionid": "x"}), 403),
        (address, visitor(other, "desk").cookies, 403),
    ]

    async def play() -> None:
        async with running():
            for tried, cookies, status in tries:
                screen = Screen(tried, cookies)
                await screen.open()
                assert (screen.status, tried) == (status, tried)

    asyncio.run(play())


@pytest.mark.fault("P10")
def test_a_quiet_stream_shows_signs_of_life(
    desk: Client, address: str, rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "ALIVE_EVERY", 0.05)

    async def play() -> None:
        async with running():
            screen = Screen(address, desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: b"".join(one.received).count(b"event: alive") > 3)
            screen.hung_up.set()
            await task

    asyncio.run(play())


@pytest.mark.fault("P8")
def test_one_stream_brings_several_views(
    floor: Floor,
    desk: Client,
    address: str,
    rendered: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(live.renderers, "test.other", lambda *_: "other")

    async def play() -> None:
        async with running():
            screen = Screen(f"{address}&view=test.other", desk.cookies)
            task = asyncio.create_task(screen.open())
            await screen.until(lambda one: len(one.events) > 1)
            assert b"event: test.other\ndata: other\n\n" in screen.events
            assert live.watching() == 1
            screen.hung_up.set()
            await task
        assert hub.channels == {}

    asyncio.run(play())
