"""Live screens: one LISTEN connection a process, one rendering a site and change.

A commit that touches a site's board notifies the channel; every view that somebody watches is
rendered once and goes out to all who do. Changes that come while a rendering is under way are
taken together in the next one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import psycopg
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection, connections
from django.utils import timezone

from salesfloor.app import database
from salesfloor.app.watching import EVERY_SITE, Key, sites_watched_with
from salesfloor.kernel.rulebook.api import BOARD_CHANNEL, database_now

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime
    from typing import Any

    Renderer = Callable[[int, datetime], str]

log: Final = logging.getLogger(__name__)
renderers: Final[dict[str, Renderer]] = {}
"""What can be watched, by name: functions of site and moment to a fragment of HTML."""

ALIVE: Final = "alive"
"""The event that shows that the line is open, with a mark of the release that serves."""
ALIVE_EVERY: Final = 10.0
_REFRESHED_EVERY: Final = 30.0
"""Minutes pass on the screens though nobody does anything."""
_LOOKED_AT_EVERY: Final = 4.0
"""Anyone who may no longer look is cut off within five seconds (case 88)."""
_THREADS: Final = 2
_LAST_WORDS: Final = 3.0
_RESTS: Final = 1.5
_LONGEST_REST: Final = 0.25


@dataclass(eq=False, slots=True)
class Watcher:
    """One open stream, with the newest event of each view that its client has not taken yet."""

    site_id: int
    key: Key
    news: asyncio.Event = field(default_factory=asyncio.Event)
    untold: dict[str, bytes] = field(default_factory=dict)
    is_over: bool = False

    def tell(self, name: str, event: bytes) -> None:
        """Leave the newest event of that name; a slow client misses only what is outdated."""
        self.untold[name] = event
        self.news.set()

    def take(self) -> bytes:
        """Return what the client has not been told yet."""
        told = b"".join(self.untold.values())
        self.untold.clear()
        self.news.clear()
        return told

    def end(self) -> None:
        """Close the stream at once."""
        self.is_over = True
        self.news.set()


class Channel:
    """One view of one site, and everybody who watches it."""

    def __init__(self, hub: Hub, view: str, site_id: int) -> None:
        self.hub = hub
        self.key = (view, site_id)
        self.watchers: set[Watcher] = set()
        self.changed = asyncio.Event()
        self.event = b""
        self.changed.set()

    async def feed(self) -> None:
        """Render after every change and tell everybody, as long as somebody watches."""
        while self.watchers:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), _REFRESHED_EVERY)
            self.changed.clear()
            began = time.monotonic()
            try:
                event = await self.hub.in_thread(_render, *self.key)
            except Exception:
                log.exception("the view %s of site %s was not rendered", *self.key)
                await asyncio.sleep(1)
                self.changed.set()
                continue
            if event != self.event:
                self.event = event
                for watcher in list(self.watchers):
                    watcher.tell(self.key[0], event)
            await asyncio.sleep(min((time.monotonic() - began) * _RESTS, _LONGEST_REST))
        self.hub.channels.pop(self.key, None)


class Hub:
    """All open streams of this process."""

    def __init__(self) -> None:
        self.channels: dict[tuple[str, int], Channel] = {}
        self.listening = asyncio.Event()
        self._threads: ThreadPoolExecutor | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_closing = False

    def start(self) -> None:
        """Begin to listen; within a running event loop."""
        self._loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="hub")
        self.listening = asyncio.Event()
        self.is_closing = False
        self._keep(self._listen())
        self._keep(self._look_at_rights())
        self._keep(self._show_life())

    def watch(self, view: str, watcher: Watcher) -> Channel:
        """Let a watcher in; it is told at once where the newest rendering is known."""
        key = (view, watcher.site_id)
        channel = self.channels.get(key)
        if channel is None:
            channel = self.channels[key] = Channel(self, *key)
            channel.watchers.add(watcher)
            self._keep(channel.feed())
        else:
            channel.watchers.add(watcher)
            if channel.event:
                watcher.tell(view, channel.event)
        return channel

    async def in_thread(self, function: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401
        """Ask the database something, outside the event loop."""
        if self._threads is None:
            raise AssertionError("the hub is not started")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _with_connection, function, given)

    def close_streams(self) -> None:
        """End every stream; safe to call from a signal handler."""
        self.is_closing = True
        if self._loop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._end_all)

    async def stop(self) -> None:
        """End every stream and stop listening."""
        self.is_closing = True
        self._end_all()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.channels.clear()
        if self._threads is not None:
            await asyncio.to_thread(_end, self._threads)
            self._threads = None

    def _end_all(self) -> None:
        for watcher in self._watchers():
            watcher.end()

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _board_changed(self, site: str) -> None:
        for (_, site_id), channel in self.channels.items():
            if not site or site == str(site_id):
                channel.changed.set()

    async def _listen(self) -> None:
        """Listen for ever; after an interruption everything counts as changed."""
        pause = 0.1
        while True:
            try:
                parameters = database.connection_parameters()
                async with await psycopg.AsyncConnection.connect(**parameters) as listening:
                    await listening.execute(f"LISTEN {BOARD_CHANNEL}".encode())
                    pause = 0.1
                    self.listening.set()
                    self._board_changed("")
                    await self._hear(listening)
            except (psycopg.Error, OSError):
                log.warning("the database does not answer; live screens try again")
            self.listening.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)

    async def _hear(self, listening: psycopg.AsyncConnection) -> None:
        """Take in what the database says as it arrives, until the connection breaks.

        The driver's own waiting costs more than the registration of a visit's customer.
        """
        loop, server = asyncio.get_running_loop(), listening.pgconn
        line = os.dup(server.socket)  # the driver closes its own where the connection is lost
        broken: asyncio.Future[None] = loop.create_future()

        def take_in() -> None:
            try:
                server.consume_input()
                while (notice := server.notifies()) is not None:
                    self._board_changed(notice.extra.decode())
            except psycopg.Error as error:
                if not broken.done():
                    broken.set_exception(error)

        loop.add_reader(line, take_in)
        try:
            await broken
        finally:
            loop.remove_reader(line)
            os.close(line)

    async def _show_life(self) -> None:
        while True:
            await asyncio.sleep(ALIVE_EVERY)
            for watcher in self._watchers():
                watcher.tell(ALIVE, sign_of_life())

    def _watchers(self) -> set[Watcher]:
        return {each for channel in self.channels.values() for each in channel.watchers}

    async def _look_at_rights(self) -> None:
        while True:
            await asyncio.sleep(_LOOKED_AT_EVERY)
            watchers = self._watchers()
            if not watchers:
                continue
            keys = {watcher.key for watcher in watchers}
            try:
                watched = await self.in_thread(sites_watched_with, keys)
            except Exception:  # noqa: BLE001 - whatever it is, look again in four seconds
                log.warning("the rights of those who watch could not be looked at")
                continue
            for watcher in watchers:
                sites = watched.get(watcher.key, frozenset())
                if sites.isdisjoint({watcher.site_id, EVERY_SITE}):
                    watcher.end()


def _end(threads: ThreadPoolExecutor) -> None:
    """Let every thread close its connection, then end them all."""
    together = threading.Barrier(_THREADS)

    def close() -> None:
        together.wait(_LAST_WORDS)
        connections.close_all()

    closed = [threads.submit(close) for _ in range(_THREADS)]
    threads.shutdown(wait=True)
    for each in closed:
        if each.exception() is not None:
            log.warning("a thread of the live screens was busy and keeps its connection")


def _with_connection(function: Callable[..., Any], given: tuple[object, ...]) -> Any:  # noqa: ANN401
    try:
        return function(*given)
    finally:
        connection.close_if_unusable_or_obsolete()


def _render(view: str, site_id: int) -> bytes:
    html = renderers[view](site_id, database_now(timezone.now()))
    lines = "\n".join(f"data: {line}" for line in html.splitlines())
    return f"event: {view}\n{lines}\n\n".encode()


@cache
def sign_of_life() -> bytes:
    """Return the event that shows that the line is open; screens load anew after a new release."""
    files = getattr(staticfiles_storage, "manifest_hash", "")
    return f"event: {ALIVE}\ndata: {version('salesfloor')}-{files}\n\n".encode()


hub: Final = Hub()


def watching() -> int:
    """Return how many streams are open."""
    return len(hub._watchers())  # noqa: SLF001 - of this module
