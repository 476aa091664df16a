"""Addresses: where the server listens, and how browsers name it from outside."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL_PORTS: Final = {"http": 80, "https": 443}
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


def public_address(given: str) -> str:
    """Return scheme, host and port as browsers name them in `Origin`: `https://floor.example.cn`.

    :raises click.ClickException: it is no address of a web server.
    """
    if not given.strip():
        return ""
    try:
        parts = urlsplit(given.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in _USUAL_PORTS or not host or parts.path.strip("/") or parts.query:
        raise click.ClickException(
            f"SALESFLOOR_ADDRESS is {given!r}; it should look like https://floor.example.cn"
        )
    name = f"[{host}]" if ":" in host else _ascii(host)
    shown = "" if port in {None, _USUAL_PORTS[scheme]} else f":{port}"
    return f"{scheme}://{name}{shown}"


def _ascii(host: str) -> str:
    """Return the name as it stands in headers; one in Chinese letters is written in ASCII there."""
    return host.encode("idna").decode() if not host.isascii() else host
