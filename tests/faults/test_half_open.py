"""Thousands of connections that never finish what they began, while a desk works (fault X1)."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from tests.faults.office import Office, copy_of
from tests.faults.product import GOOD, PROGRAM, alone, running

CONNECTIONS: Final = 3000
FILES: Final = 1024
"""As many open files as most machines allow a program."""
HALF_A_HEAD: Final = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half"
HALF_A_BODY: Final = (
    b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nlogin=a"
)
USUAL: Final = 5.0
"""Seconds within which the desk has its answer even so."""


@dataclass
class Strangers:
    """Opens connections, sends half of something, and opens anew whatever is cut off."""

    port: int
    over: threading.Event = field(default_factory=threading.Event)
    opened: int = 0
    most: int = 0

    def run(self) -> None:
        """Keep as many connections open as the server lets us."""
        with selectors.DefaultSelector() as selector:
            while not self.over.is_set():
                for _ in range(min(100, CONNECTIONS - len(selector.get_map()))):
                    self._open(selector)
                self.most = max(self.most, len(selector.get_map()))
                for key, _ in selector.select(0.02):
                    self._hear(selector, key.fileobj)
            for key in list(selector.get_map().values()):
                _close(key.fileobj)

    def _open(self, selector: selectors.BaseSelector) -> None:
        self.opened += 1
        with contextlib.suppress(OSError):
            client = socket.create_connection(("127.0.0.1", self.port), timeout=5)
            client.sendall(HALF_A_BODY if self.opened % 2 else HALF_A_HEAD)
            client.settimeout(0)
            selector.register(client, selectors.EVENT_READ)

    @staticmethod
    def _hear(selector: selectors.BaseSelector, client: object) -> None:
        assert isinstance(client, socket.socket)
        try:
            is_open = bool(client.recv(4096))
        except OSError:
            is_open = False
        if not is_open:
            selector.unregister(client)
            client.close()


def _close(client: object) -> None:
    assert isinstance(client, socket.socket)
    client.close()


@pytest.mark.fault("X1")
@pytest.mark.parametrize("seconds", [10, pytest.param(600, marks=pytest.mark.faults)])
def test_a_desk_works_on(furnished: Office, room: Path, seconds: int) -> None:
    office = copy_of(furnished, room)
    limited = ("/bin/sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh")
    order = (*limited, str(PROGRAM), "run", "--empty", "--port")
    desk = office.sites["S1"]["token"]
    waits: list[float] = []
    with running(room, alone(room), *order) as product:
        server = (room / "postgres/cluster/postmaster.pid").read_text().split()[0]
        strangers = Strangers(product.port)
        thread = threading.Thread(target=strangers.run)
        thread.start()
        end = time.monotonic() + seconds
        for number in count():
            began = time.monotonic()
            visit = {"ref": f"x{number}", "name": "王芳", "phone": f"139{number:08}"}
            assert product.give(desk, "visit", visit)[0] == GOOD
            waits.append(time.monotonic() - began)
            if began > end:
                break
            time.sleep(0.2)
        strangers.over.set()
        thread.join()
        assert product.is_up()
        assert (room / "postgres/cluster/postmaster.pid").read_text().split()[0] == server
    assert strangers.most > FILES / 2
    assert max(waits) < USUAL, waits
    assert "database server died" not in product.log.read_text(encoding="utf-8")
