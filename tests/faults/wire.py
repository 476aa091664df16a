"""A network between the product and its database that can be cut: the kernel drops what arrives.

A filter on a socket lets every segment vanish before the kernel takes it in: nothing is acknowledged and no
keep-alive is answered, as on a wire that is cut. What was under way is sent again once the filter is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import socket
import struct
import threading
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTACH, _DETACH = 26, 27
"""SO_ATTACH_FILTER and SO_DETACH_FILTER of Linux."""
_DROP: Final = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
_FILTER: Final = struct.pack("HxxxxxxP", 1, ctypes.addressof(_DROP))
_COMMIT: Final = b"COMMIT\0"


class Wire:
    """Passes connections on to the database, as long as it is whole."""

    def __init__(self, database: tuple[str, int]) -> None:
        self._database = database
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._ends: set[socket.socket] = set()
        self._is_cut = False
        self.loses_next_answer = threading.Event()
        """Set, the next commit still gets through; its answer does not, nor anything else on that line."""
        self.has_lost = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._listener.close()
        for end in list(self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """Cut every line in both directions, and let no new one come about."""
        self._is_cut = True
        everything = [self._listener, *self._ends]
        for end in everything:
            _drop(end)
        try:
            yield
        finally:
            self._is_cut = False
            for end in everything:
                with contextlib.suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, _DETACH, 0)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(self._database) as server:
            ends = {client, server}
            self._ends |= ends
            back = threading.Thread(target=_pump, args=(server, client), daemon=True)
            back.start()
            with contextlib.suppress(OSError):
                while piece := client.recv(65536):
                    if _COMMIT in piece and self.loses_next_answer.is_set():
                        self.loses_next_answer.clear()
                        _drop(client)
                        _drop(server)
                        self.has_lost.set()
                    server.sendall(piece)
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_WR)
            back.join()
            self._ends -= ends


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _drop(end: Any) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, _ATTACH, _FILTER)
