"""Request bodies, read whole and within limits before a thread is taken for the request.

A slow phone keeps no thread waiting. A body that is too long, comes too slowly, or would fill the
memory together with others is refused; Django says so in words (`refusing.py`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
    Application = Callable[[Scope, Receive, Send], Awaitable[None]]
    Header = tuple[bytes, bytes]

FAULT: Final = b"x-salesfloor-body-fault"
"""Header under which Django hears why a body was left out; no client can send it."""
TOO_LONG: Final = b"too long"
TOO_SLOW: Final = b"too slow"
TOO_MANY: Final = b"too many"

SECONDS: Final = 20.0
LEAST_RATE: Final = 16 * 1024
"""Bytes a second that a long body comes with at least, once `SECONDS` are over."""
SMALL: Final = 64 * 1024
MOST_HELD: Final = 256 * 1024 * 1024
"""Bytes that bodies over `SMALL` take together; forms always get through."""
_DRAINED: Final = 4
"""So many times the limit is read and thrown away, so that the client reads the refusal."""


class _Gone(Exception):  # noqa: N818 - nobody is left to answer
    """The client hung up before it had sent everything."""


class Bodies:
    """An ASGI application that hands requests on once their body is there."""

    def __init__(self, application: Application, *, largest: int) -> None:
        self.application = application
        self.largest = largest
        self.held = 0
        self.seconds = SECONDS
        self.most_held = MOST_HELD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        body = _Body(self)
        try:
            fault = await body.read(receive)
            content = b"" if fault else b"".join(body.parts)
            scope = {**scope, "headers": _headers(scope["headers"], len(content), fault)}
            await self.application(scope, _whole(content), send)
        except _Gone:
            return
        finally:
            self.held -= body.size if body.size > SMALL else 0


class _Body:
    """The body of one request while it arrives."""

    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies
        self.parts: list[bytes] = []
        self.size = 0

    async def read(self, receive: Receive) -> bytes | None:
        """Keep what arrives; return the fault for which it is left out, or None.

        :raises _Gone: the client hung up.
        """
        try:
            async with asyncio.timeout(self.bodies.seconds) as limit:
                return await self._within(receive, limit)
        except TimeoutError:
            return TOO_SLOW

    async def _within(self, receive: Receive, limit: asyncio.Timeout) -> bytes | None:
        began, more, drained = asyncio.get_running_loop().time(), True, 0
        fault: bytes | None = None
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            more = message.get("more_body", False)
            part = message.get("body", b"")
            if fault is None:
                fault = self._keep(part)
            if fault is not None:
                drained += len(part)
                if drained > _DRAINED * self.bodies.largest:
                    break
            earned = (self.size + drained) / LEAST_RATE
            limit.reschedule(began + self.bodies.seconds + earned)
        return fault

    def _keep(self, part: bytes) -> bytes | None:
        size = self.size + len(part)
        if size > self.bodies.largest:
            return TOO_LONG
        if size > SMALL:
            more = size if self.size <= SMALL else len(part)
            if self.bodies.held + more > self.bodies.most_held:
                return TOO_MANY
            self.bodies.held += more
        self.size = size
        self.parts.append(part)
        return None


def _headers(given: Iterable[Header], size: int, fault: bytes | None) -> list[Header]:
    """Return the headers with the true length, without names that WSGI takes for others.

    `X_Forwarded_Proto` and `X-Forwarded-Proto` are the same variable there.
    """
    left_out = {b"content-length", FAULT}
    kept = [pair for pair in given if pair[0] not in left_out and b"_" not in pair[0]]
    if size:
        kept.append((b"content-length", str(size).encode()))
    if fault is not None:
        kept.append((FAULT, fault))
    return kept


def _whole(content: bytes) -> Receive:
    async def receive() -> MutableMapping[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": content, "more_body": False}

    return receive
