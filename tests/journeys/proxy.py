"""A proxy before the house that can lose it: answers 502 in its place, or keeps silent lines open."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType

THROUGH, AWAY, SILENT = "through", "away", "silent"
_BAD_GATEWAY: Final = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 20\r\n"
    b"Connection: close\r\n\r\n<h1>Bad Gateway</h1>"
)


class Proxy:
    """Passes connections on to the house, as its state says."""

    def __init__(self, house: str) -> None:
        """Name the address that stands behind."""
        behind = urlsplit(house)
        self._behind = (behind.hostname or "", behind.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lines: list[socket.socket] = []
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        self.state = THROUGH

    def __enter__(self) -> Self:
        """Begin to listen."""
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up everywhere."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._hang_up()

    def loses_the_house(self) -> None:
        """Break every line off, and answer 502 from now on."""
        self.state = AWAY
        self._hang_up()

    def falls_silent(self) -> None:
        """Let every open line stand there, and nothing come through it any more."""
        self.state = SILENT
        self._lines.clear()

    def comes_back(self) -> None:
        """Pass new connections on again."""
        self.state = THROUGH

    def _hang_up(self) -> None:
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._lines.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        if self.state == AWAY:
            with client, contextlib.suppress(OSError):
                client.recv(65536)
                client.sendall(_BAD_GATEWAY)
            return
        if self.state == SILENT:
            with client, contextlib.suppress(OSError):
                while client.recv(65536):
                    pass
            return
        with client, socket.create_connection(self._behind) as house:
            self._lines += [client, house]
            there = threading.Thread(target=self._pump, args=(client, house), daemon=True)
            there.start()
            self._pump(house, client)
            there.join()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if source in self._lines:
                    target.sendall(piece)
        if source in self._lines:
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_RDWR)
