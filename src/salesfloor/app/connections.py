"""Connections within limits: how many, how long a head and how long it takes, how slowly one reads.

The server's own protocol bounds none of these before the request has reached the application. Over
the limit of connections the oldest that wait for their client are cut off, so that a new one
always gets in; a request that is being answered is never cut off for another.
"""

from __future__ import annotations

import asyncio
import resource
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Final

import orjson
from django.conf import settings
from django.utils import translation
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import INPUT
from salesfloor.web.language import said

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

MOST_CONNECTIONS: Final = 2000
WANTED_FILES: Final = 4096
SPARE_FILES: Final = 300
"""Open files that are not connections of clients: the database's, logs, documents."""
_CUT_AT_ONCE: Final = 0.05
"""Share of all connections that is cut off together, so that looking for them costs little."""
_SENTENCES: Final = {
    HTTPStatus.BAD_REQUEST: phrase("This is no request that the server can read."),
    HTTPStatus.REQUEST_TIMEOUT: phrase("The request took too long to arrive."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: phrase("The head of the request is too long."),
}


def connections_allowed() -> int:
    """Raise the limit of open files as far as we may; return how many connections fit into it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(1, min(MOST_CONNECTIONS, soft - SPARE_FILES))


class BoundedProtocol(HttpToolsProtocol):
    """The server's protocol with limits; the figures are replaced in tests."""

    most_connections: ClassVar[int] = MOST_CONNECTIONS
    head_bytes: ClassVar[int] = 64 * 1024
    """Bytes of a request that are not its body: the head, and what surrounds pieces of the body."""
    head_seconds: ClassVar[float] = 20.0
    reading_seconds: ClassVar[float] = 30.0
    """A client that takes nothing of its answer for so long is cut off."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - the server's own
        super().__init__(*given, **named)
        self._waiting_since = self.loop.time()
        self._not_body = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._reading_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection in, in the place of the oldest waiting ones where there are too many."""
        super().connection_made(transport)
        self._expect_head()
        if len(self.connections) > self.most_connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._stop_head_timer()
        self._stop_reading_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what is not body, and let the head arrive within its time."""
        self._not_body += len(data)
        super().data_received(data)
        if self._not_body > self.head_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._head_timer is None and self._is_between_requests():
            self._expect_head()

    def on_headers_complete(self) -> None:
        """Stop the clock of the head."""
        self._stop_head_timer()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Leave the body to the application's own limits."""
        self._not_body -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Begin to count anew."""
        self._not_body = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Note since when the connection rests."""
        self._waiting_since = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Give a client that does not read some time."""
        super().pause_writing()
        self._stop_reading_timer()
        self._reading_timer = self.loop.call_later(self.reading_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on with a client that reads again."""
        self._stop_reading_timer()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP with a problem document."""
        del msg
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _expect_head(self) -> None:
        self._head_timer = self.loop.call_later(
            self.head_seconds, self._refuse, HTTPStatus.REQUEST_TIMEOUT
        )

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _stop_reading_timer(self) -> None:
        if self._reading_timer is not None:
            self._reading_timer.cancel()
            self._reading_timer = None

    def _is_between_requests(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def _is_waiting(self) -> bool:
        """Tell whether the client is to send something: a head or the rest of a body."""
        return self._is_between_requests() or self.cycle.more_body

    def _make_room(self) -> None:
        everybody = (each for each in self.connections if isinstance(each, BoundedProtocol))
        waiting = [each for each in everybody if each is not self and each._is_waiting()]  # noqa: SLF001 - of our own class
        waiting.sort(key=lambda each: each._waiting_since)  # noqa: SLF001 - see above
        for each in waiting[: max(1, int(self.most_connections * _CUT_AT_ONCE))] or [self]:
            self.connections.discard(each)
            each.transport.abort()

    def _refuse(self, status: HTTPStatus) -> None:
        if self.transport.is_closing():
            return
        if self._is_between_requests():
            self.transport.write(STATUS_LINE[status] + _document(status))
        self.transport.close()


@cache
def _document(status: HTTPStatus) -> bytes:
    """Return headers and problem document of a refusal; the reader's language is not known yet."""
    with translation.override(settings.LANGUAGE_CODE):
        facts = {
            "type": "about:blank",
            "title": status.phrase,
            "status": status.value,
            "detail": said(_SENTENCES[status]),
            "clause": INPUT,
        }
    body = orjson.dumps(facts)
    head = (
        "content-type: application/problem+json\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body
