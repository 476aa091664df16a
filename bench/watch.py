"""Two hundred screens in one process: each keeps a stream open and notes when news arrive.

    python bench/watch.py PORT SCREENS PATH COOKIE

Says `open` once every screen has its first picture, and on end of input prints one JSON list:
for each screen the moments (seconds since 1970) at which it was told something.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Final

_WORD: Final = b"event: board"


class Screen(asyncio.Protocol):
    """One open stream; notes when each rendering begins to arrive, and leaves it unread."""

    def __init__(self, request: bytes, moments: list[float]) -> None:
        self.request = request
        self.moments = moments
        self.tail = b""
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Look for the first word of a rendering, also where it comes in two pieces."""
        piece = self.tail + data
        self.moments += [time.time()] * piece.count(_WORD)
        self.tail = piece[1 - len(_WORD) :]

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that the stream ended."""
        if not self.over.done():
            self.over.set_exception(ConnectionError(f"the stream ended: {exc}"))


async def watch(port: int, path: str, cookie: str, moments: list[float]) -> None:
    """Open a screen and keep it open."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    request = "\r\n".join([*lines, "Accept: text/event-stream", "", ""]).encode()
    loop = asyncio.get_running_loop()
    transport, screen = await loop.create_connection(
        lambda: Screen(request, moments), "127.0.0.1", port
    )
    try:
        await screen.over
    finally:
        transport.close()


async def main() -> None:
    """Open all screens, and close them when told."""
    port, screens, path, cookie = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    moments: list[list[float]] = [[] for _ in range(screens)]
    tasks = [asyncio.create_task(watch(port, path, cookie, each)) for each in moments]
    told = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    while not all(moments):
        for task in tasks:
            if task.done():
                task.result()
        await asyncio.sleep(0.05)
    print("open", flush=True)
    await told
    for task in tasks:
        task.cancel()
    json.dump(moments, sys.stdout)


if __name__ == "__main__":
    asyncio.run(main())
