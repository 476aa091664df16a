"""`/events/<site>?view=…&view=…`: a stream of server-sent events, without Django's middleware."""

from __future__ import annotations

import asyncio
import contextlib
import re
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

import orjson
from django.conf import settings

from salesfloor.app.hub import ALIVE, Watcher, hub, renderers, sign_of_life
from salesfloor.app.watching import EVERY_SITE, Key, are_for_the_wall, sites_watched_with
from salesfloor.base.refusals import ACCESS

if TYPE_CHECKING:
    from salesfloor.app.bodies import Receive, Scope, Send

_PATH: Final = re.compile(r"/events/(\d{1,9})")
_MOST_VIEWS: Final = 16
_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def serve_events(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one stream, until either side hangs up or the person may no longer look."""
    found = _PATH.fullmatch(scope["path"])
    views = set(parse_qs(scope["query_string"].decode("latin-1")).get("view", []))
    is_known = views and len(views) <= _MOST_VIEWS and views <= renderers.keys()
    if found is None or not is_known or scope["method"] != "GET":
        await _refuse(send, HTTPStatus.NOT_FOUND)
        return
    if hub.is_closing:
        await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
        return
    watcher = await hub.in_thread(_admit, scope, int(found[1]), views)
    if watcher is None:
        await _refuse(send, HTTPStatus.FORBIDDEN)
        return
    watcher.tell(ALIVE, sign_of_life())
    channels = [hub.watch(view, watcher) for view in sorted(views)]
    hang_up = asyncio.get_running_loop().create_task(_until_hang_up(receive, watcher))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await _tell(watcher, send)
    finally:
        hang_up.cancel()
        for channel in channels:
            channel.watchers.discard(watcher)
            if not channel.watchers:
                channel.changed.set()


async def _tell(watcher: Watcher, send: Send) -> None:
    while True:
        await watcher.news.wait()
        if watcher.is_over:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        await send({"type": "http.response.body", "body": watcher.take(), "more_body": True})


async def _until_hang_up(receive: Receive, watcher: Watcher) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        while (await receive())["type"] != "http.disconnect":
            pass
        watcher.end()


def _admit(scope: Scope, site_id: int, views: set[str]) -> Watcher | None:
    """Return the watcher a request makes, or None where neither its session nor its screen may look."""
    cookies = _cookies(scope)
    keys: list[Key] = []
    if settings.SESSION_COOKIE_NAME in cookies:
        keys.append(Key("session", cookies[settings.SESSION_COOKIE_NAME].value))
    if settings.SCREEN_COOKIE_NAME in cookies and are_for_the_wall(views):
        keys.append(Key("screen", cookies[settings.SCREEN_COOKIE_NAME].value))
    watched = sites_watched_with(set(keys)) if keys else {}
    for key in keys:
        if not watched.get(key, frozenset()).isdisjoint({site_id, EVERY_SITE}):
            return Watcher(site_id, key)
    return None


def _cookies(scope: Scope) -> SimpleCookie:
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    with contextlib.suppress(CookieError):
        return SimpleCookie(raw.decode("latin-1"))
    return SimpleCookie()


async def _refuse(send: Send, status: HTTPStatus) -> None:
    """Answer with a problem document, by which a page knows that it was no proxy that refused."""
    facts = {"type": "about:blank", "title": status.phrase, "status": status.value}
    facts |= {"detail": status.description or status.phrase, "clause": ACCESS}
    body = orjson.dumps(facts)
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
