"""Connections within limits, against the server itself: what a stranger sends ends nothing."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from salesfloor.app.connections import BoundedProtocol

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.fault("X1")
GET = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer with much where much is asked for, slowly where that is asked for."""
    if scope["path"] == "/slow":
        await asyncio.sleep(0.5)
    body = b"x" * (50_000_000 if scope["path"] == "/much" else 2)
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def serving(**limits: float) -> Iterator[int]:
    """Serve with those limits; yield the port."""
    protocol = type("Tested", (BoundedProtocol,), limits)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        application, http=protocol, ws="none", lifespan="off", log_config=None, loop="asyncio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.force_exit = server.should_exit = True
        thread.join()


def opened(port: int, data: bytes = b"") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.sendall(data)
    return client


def heard(client: socket.socket) -> bytes:
    """Return everything until the server hangs up."""
    received = b""
    try:
        while piece := client.recv(65536):
            received += piece
    except ConnectionError:
        pass
    client.close()
    return received


def answered(port: int) -> bytes:
    """Return the answer to an ordinary request."""
    with opened(port, GET) as client:
        return client.recv(65536)


def status_of(received: bytes) -> int:
    """Return the status of a refusal, which is a problem document."""
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    document = json.loads(body)
    assert document["detail"]
    assert int(head[9:12]) == document["status"]
    return int(head[9:12])


def test_a_head_that_does_not_end_is_cut_off() -> None:
    with serving(head_seconds=0.3) as port:
        silent, half = opened(port), opened(port, GET[:20])
        assert status_of(heard(silent)) == 408
        assert status_of(heard(half)) == 408
        assert b"200 OK" in answered(port)


def test_the_second_head_of_a_connection_has_its_time_too() -> None:
    with serving(head_seconds=0.3) as port:
        client = opened(port, GET)
        received = b""
        while not received.endswith(b"xx"):
            received += client.recv(65536)
        client.sendall(GET[:10])
        assert status_of(heard(client)) == 408


def test_a_head_of_any_length_is_refused_early() -> None:
    with serving(head_bytes=1000) as port:
        long = opened(port, b"GET / HTTP/1.1\r\nx: " + b"x" * 2000)
        assert status_of(heard(long)) == 431
        pieces = opened(port, b"POST /slow HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n")
        pieces.sendall(b"1\r\nx\r\n" * 1000)
        assert heard(pieces) == b""
        assert b"200 OK" in answered(port)


def test_what_is_no_http_is_answered_by_a_problem_document() -> None:
    with serving() as port:
        for nonsense in (b"\x16\x03\x01\r\n\r\n", b"GET /\xff HTTP/1.1\r\n\r\n", b"HELLO\r\n\r\n"):
            assert status_of(heard(opened(port, nonsense))) == 400


def test_a_new_connection_takes_the_place_of_the_oldest_that_waits() -> None:
    with serving(most_connections=20) as port:
        waiting = [opened(port, GET[:20]) for _ in range(60)]
        assert b"200 OK" in answered(port)
        assert heard(waiting[0]) == b""
        for client in waiting:
            client.close()


def test_a_body_that_does_not_come_makes_room_but_an_answer_under_way_does_not() -> None:
    with serving(most_connections=20) as port:
        working = opened(port, GET.replace(b" / ", b" /slow "))
        time.sleep(0.1)
        stuck = [
            opened(port, b"POST /slow HTTP/1.1\r\ncontent-length: 9\r\n\r\n") for _ in range(60)
        ]
        assert b"200 OK" in answered(port)
        assert b"200 OK" in working.recv(65536)
        for client in [working, *stuck]:
            client.close()


def test_a_client_that_does_not_read_is_cut_off() -> None:
    with serving(reading_seconds=0.3) as port:
        client = opened(port, GET.replace(b" / ", b" /much "))
        time.sleep(1)
        assert len(heard(client)) < 50_000_000
        assert b"200 OK" in answered(port)
