"""Django in threads under an asynchronous server, with one hand-over each way.

A request's body is read here, in full and bounded, before a thread is taken for it: a slow
phone keeps no thread waiting, and a body without an end is refused (413). Whoever changes
something at a site stands in that site's line, where waiting takes no thread either: a site that
is held up holds up no other (case 13).
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from salesfloor.app.lines import Lines
from salesfloor.app.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping

    from django.http import HttpResponse

    Handler = Callable[..., Any]
    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
    Headers = Iterable[tuple[str, str]]

_CHUNKS_AHEAD: Final = 8
_SLOWEST_CHUNK: Final = 60.0
_DRAINED: Final = 4
"""So many times the limit is read and thrown away, that the client may hear why."""


log: Final = logging.getLogger(__name__)


class _BrokenOff(Exception):  # noqa: N818 - said to the server, which hangs up
    """An answer broke off in the middle; its client must not take it for whole."""


class _Gone(Exception):  # noqa: N818 - nobody is left to answer
    """The client hung up before it had sent everything."""


class Bridge:
    """Calls Django's WSGI handler in a pool of threads."""

    def __init__(self, handler: Handler, *, threads: int, largest_body: int) -> None:
        self.handler = handler
        self.largest_body = largest_body
        self.lines = Lines()
        self.threads = Threads(threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        try:
            body = await self._body(receive)
        except _Gone:
            return
        if body is None:
            body, scope["headers"] = b"", _announcing(scope["headers"], self.largest_body + 1)
        exchange = await self._started(environ_of(scope, body))
        await send({"type": "http.response.start", **exchange.start})
        if exchange.chunks is None:
            await send({"type": "http.response.body", "body": exchange.body})
        else:
            await _pour(exchange.chunks, send)

    async def _started(self, environ: dict[str, Any]) -> _Exchange:
        """Return the exchange as soon as it is known what is answered; what follows takes no place."""
        exchange = _Exchange(asyncio.get_running_loop())
        async with self.lines.place_for(environ):
            self.threads.submit(partial(copy_context().run, exchange.run, self.handler, environ))
            await exchange.started
        self.lines.learn(environ)
        return exchange

    async def _body(self, receive: Receive) -> bytes | None:
        """Return the whole body, or None where it is too long."""
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            more = message.get("more_body", False)
            part = message.get("body", b"")
            size += len(part)
            if size <= self.largest_body:
                parts.append(part)
            elif size > _DRAINED * self.largest_body:
                break
        return b"".join(parts) if size <= self.largest_body else None


class _Exchange:
    """One request on its way through a thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.started: asyncio.Future[None] = loop.create_future()
        self.start: dict[str, Any] = {}
        self.body = b""
        self.chunks: asyncio.Queue[bytes | _BrokenOff | None] | None = None

    def run(self, handler: Handler, environ: dict[str, Any]) -> None:
        """Call Django, hand the answer over, then let Django tidy up."""
        try:
            response: Any = handler(environ, self._start_response)
        except BaseException:
            log.exception("a request found no answer")
            self.loop.call_soon_threadsafe(self._break_off)
            return
        try:
            if getattr(response, "streaming", True):
                self._stream(response)
            else:
                self._hand_over(response)
        except BaseException:
            log.exception("an answer broke off")
            self.loop.call_soon_threadsafe(self._break_off)
        finally:
            response.close()

    def _start_response(
        self, status: str, headers: Headers, exc_info: object = None
    ) -> Callable[[bytes], None]:
        del exc_info
        self.start = {
            "status": int(status[:3]),
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
            ],
        }
        return lambda _: None

    def _hand_over(self, response: HttpResponse) -> None:
        self.body = response.content
        names = {name for name, _ in self.start["headers"]}
        if b"content-length" not in names:
            self.start["headers"].append((b"content-length", str(len(self.body)).encode()))
        self.loop.call_soon_threadsafe(self._is_started)

    def _stream(self, response: Iterable[bytes]) -> None:
        self.chunks = asyncio.Queue(_CHUNKS_AHEAD)
        self.loop.call_soon_threadsafe(self._is_started)
        for chunk in response:
            self._put(chunk)
        self._put(None)

    def _break_off(self) -> None:
        if self.chunks is None:
            self.start = {"status": 500, "headers": [(b"content-length", b"0")]}
            self._is_started()
        else:
            while not self.chunks.empty():
                self.chunks.get_nowait()
            self.chunks.put_nowait(_BrokenOff("the answer broke off"))

    def _put(self, chunk: bytes | None) -> None:
        assert self.chunks is not None  # noqa: S101 - made just before
        asyncio.run_coroutine_threadsafe(self.chunks.put(chunk), self.loop).result(_SLOWEST_CHUNK)

    def _is_started(self) -> None:
        if not self.started.done():
            self.started.set_result(None)


async def _pour(chunks: asyncio.Queue[bytes | _BrokenOff | None], send: Send) -> None:
    while (chunk := await chunks.get()) is not None:
        if isinstance(chunk, _BrokenOff):
            raise chunk
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _announcing(headers: Iterable[tuple[bytes, bytes]], size: int) -> list[tuple[bytes, bytes]]:
    kept = [pair for pair in headers if pair[0] != b"content-length"]
    return [*kept, (b"content-length", str(size).encode())]


def environ_of(scope: Scope, body: bytes) -> dict[str, Any]:
    """Return the request as WSGI sees it."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        key = name.upper().replace("-", "_")
        if "_" in name:
            continue  # would look like the header with a dash
        if key not in {"CONTENT_LENGTH", "CONTENT_TYPE"}:
            key = f"HTTP_{key}"
        if key in environ:
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    if "CONTENT_LENGTH" not in environ and body:
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ
