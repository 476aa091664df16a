"""The clients: a process of its own that keeps connections alive and notes every answer.

Reads one JSON order on standard input (`Order`), writes one JSON object on standard output.
Requests go over plain sockets in one thread, so that the measuring costs little beside what is
measured.
"""

from __future__ import annotations

import json
import os
import random
import selectors
import socket
import sys
import time
from typing import Any, Final, TypedDict

LONGEST_WAIT: Final = 60.0
CHUNK: Final = 65536


class Client(TypedDict):
    """One client: what it asks for again and again; `{phone}` and `{number}` are filled in."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


class Order(TypedDict):
    """What to do."""

    port: int
    seconds: float
    warm: float
    """So long at the start nothing counts."""
    clients: list[Client]
    first_phone: int
    phones: int
    """How many phones to choose from at random; 0 takes a new one each time."""
    keyed: bool
    """Send an Idempotency-Key with each request."""


class Answered(TypedDict):
    """One answer."""

    began: float
    ended: float
    status: int
    client: int
    body: str


class Report(TypedDict):
    """All answers, and the span in which they count."""

    since: float
    until: float
    answers: list[Answered]


class Connection:
    """One client's connection, with the answer it waits for."""

    def __init__(self, order: Order, index: int) -> None:
        self.order = order
        self.client = order["clients"][index]
        self.index = index
        self.began = 0.0
        self.received = b""
        self.socket = socket.create_connection(("127.0.0.1", order["port"]), LONGEST_WAIT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, number: int) -> None:
        """Send the next request."""
        phones = self.order["phones"]
        # Which customer is looked up is no secret.
        step = random.randrange(phones) if phones else number  # noqa: S311
        phone = str(self.order["first_phone"] + step)
        path = _filled(self.client["path"], phone, number)
        body = _filled(self.client["body"], phone, number).encode()
        lines = [f"{self.client['method']} {path} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in self.client["headers"].items()]
        if self.order["keyed"]:
            lines.append(f"Idempotency-Key: {os.getpid()}-{phone}-{number}")
        if body:
            lines.append(f"Content-Length: {len(body)}")
        self.received = b""
        self.began = time.monotonic()
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    def hear(self) -> tuple[int, bytes] | None:
        """Take in what arrived; return status and body once the answer is whole."""
        piece = self.socket.recv(CHUNK)
        if not piece:
            message = "the server hung up"
            raise ConnectionError(message)
        self.received += piece
        return whole_answer(self.received)


def _filled(text: str, phone: str, number: int) -> str:
    return text.replace("{phone}", phone).replace("{number}", str(number))


def whole_answer(received: bytes) -> tuple[int, bytes] | None:
    """Return status and body of an HTTP answer, or None while some of it is missing."""
    head, separator, body = received.partition(b"\r\n\r\n")
    if not separator:
        return None
    status = int(head[9:12])
    headers = head.lower()
    if b"content-length:" in headers:
        length = int(headers.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        return (status, body) if len(body) >= length else None
    if b"transfer-encoding: chunked" in headers:
        return (status, _unchunked(body)) if body.endswith(b"0\r\n\r\n") else None
    return status, body


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        whole, body = whole + rest[:length], rest[length + 2 :]
    return whole


def carry_out(order: Order) -> Report:
    """Keep all clients busy until the time is over; wait for the last answers."""
    selector = selectors.DefaultSelector()
    answers: list[Answered] = []
    number = 0
    start = time.monotonic()
    until = start + order["warm"] + order["seconds"]
    for index in range(len(order["clients"])):
        connection = Connection(order, index)
        number += 1
        connection.ask(number)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    while selector.get_map():
        ready = selector.select(LONGEST_WAIT)
        if not ready:
            message = f"no answer for {LONGEST_WAIT:.0f} s"
            raise TimeoutError(message)
        for key, _ in ready:
            connection = key.data
            heard = connection.hear()
            if heard is None:
                continue
            ended = time.monotonic()
            answers.append(_answered(connection, ended, heard))
            if ended < until:
                number += 1
                connection.ask(number)
            else:
                selector.unregister(connection.socket)
                connection.socket.close()
    return {"since": start + order["warm"], "until": until, "answers": answers}


def _answered(connection: Connection, ended: float, heard: tuple[int, bytes]) -> Answered:
    return {
        "began": connection.began,
        "ended": ended,
        "status": heard[0],
        "client": connection.index,
        "body": heard[1].decode(errors="replace"),
    }


def main() -> None:
    """Carry out the order on standard input."""
    order: Any = json.load(sys.stdin)
    json.dump(carry_out(order), sys.stdout)


if __name__ == "__main__":
    main()
