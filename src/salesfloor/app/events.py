"""`/events/board/<site>?view=…`: a stream of server-sent events, without Django's middleware."""

from __future__ import annotations

import asyncio
import contextlib
import re
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from django.conf import settings

from salesfloor.app.actors import sites_watched_by, staff_of_session
from salesfloor.app.hub import Watcher, hub, renderers
from salesfloor.web.streams import opening

if TYPE_CHECKING:
    from salesfloor.app.bridge import Receive, Scope, Send

_PATH: Final = re.compile(r"/events/board/(\d{1,9})")
_USUAL_VIEW: Final = "board.zh-hans"
_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def serve_events(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one stream, until either side hangs up or the person may no longer look."""
    found = _PATH.fullmatch(scope["path"])
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    view = asked.get("view", [_USUAL_VIEW])[0]
    if found is None or view not in renderers or scope["method"] != "GET":
        await _refuse(send, 404)
        return
    if hub.is_closing:
        await _refuse(send, 503)
        return
    watcher = await hub.in_thread(_admit, scope, int(found[1]), asked.get("token", [""])[0])
    if watcher is None:
        await _refuse(send, 403)
        return
    channel = hub.watch(view, watcher)
    hang_up = asyncio.get_running_loop().create_task(_until_hang_up(receive, watcher))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
        await _tell(watcher, send)
    finally:
        hang_up.cancel()
        channel.watchers.discard(watcher)
        if not channel.watchers:
            channel.changed.set()


async def _tell(watcher: Watcher, send: Send) -> None:
    while True:
        await watcher.news.wait()
        watcher.news.clear()
        if watcher.is_over:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        await send({"type": "http.response.body", "body": watcher.latest, "more_body": True})


async def _until_hang_up(receive: Receive, watcher: Watcher) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        while (await receive())["type"] != "http.disconnect":
            pass
        watcher.end()


def _admit(scope: Scope, site_id: int, token: str) -> Watcher | None:
    """Return the watcher a request makes, or None where the person may not look there."""
    staff_id, session_key = 0, ""
    session = _cookies(scope).get(settings.SESSION_COOKIE_NAME)
    if session is not None:
        staff_id = staff_of_session(_session(session.value))
        session_key = session.value if staff_id else ""
    opened = opening(token) if token and not staff_id else None
    if opened is not None and opened.site_id == site_id:
        staff_id = opened.staff_id
    watched = sites_watched_by({staff_id}).get(staff_id, frozenset()) if staff_id else frozenset()
    return None if watched.isdisjoint({site_id, None}) else Watcher(staff_id, site_id, session_key)


def _session(key: str) -> dict[str, object]:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return dict(store(key).items())


def _cookies(scope: Scope) -> SimpleCookie:
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    with contextlib.suppress(CookieError):
        return SimpleCookie(raw.decode("latin-1"))
    return SimpleCookie()


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
