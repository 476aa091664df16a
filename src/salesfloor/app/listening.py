"""Where the server listens: taken before anything else is begun, shown as a browser takes it."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERYWHERE: Final = frozenset({"0.0.0.0", "::", "127.0.0.1"})  # noqa: S104 - compared, not bound


@dataclass(frozen=True)
class Address:
    """A host and port, and the socket that holds them."""

    host: str
    port: int
    socket: socket.socket

    @property
    def shown(self) -> str:
        """Return the address as it is typed into a browser on this machine."""
        name = "localhost" if self.host in _EVERYWHERE else self.host
        return f"http://[{name}]:{self.port}/" if ":" in name else f"http://{name}:{self.port}/"


@contextmanager
def address(host: str, port: int) -> Iterator[Address]:
    """Yield the address, bound but not yet listened at.

    :raises click.ClickException: it is taken, or none of this machine.
    """
    taken = _bound(host, port)
    try:
        yield Address(host, port, taken)
    finally:
        taken.close()


def _bound(host: str, port: int) -> socket.socket:
    taken: socket.socket | None = None
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, where = found[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(host != "::"))
        taken.bind(where)
    except OSError as error:
        if taken is not None:
            taken.close()
        reason = error.strerror or str(error)
        raise click.ClickException(
            f"Cannot listen at {host}, port {port}: {reason}. Name others with --host and --port."
        ) from None
    return taken
