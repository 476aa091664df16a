"""Which machines may be spoken to: public ones over https, and those that the operator allows by name.

A name is looked up once, all its addresses are judged, and the connection goes to one that was judged: a name
that answers otherwise the second time leads nowhere else. Redirects are not followed (case 94).
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, urlsplit

import httpcore
from django.conf import settings

from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

_HTTPS: Final = 443
_SIXTOFOUR: Final = ipaddress.ip_network("2002::/16")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class NotAllowedError(Exception):
    """The machine is none that may be spoken to."""


def why_not(url: str) -> Phrase | None:
    """Say why an address may not be spoken to, as far as it tells itself."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return phrase("That is no address of the web.")
    host = parts.hostname or ""
    if not host or parts.scheme not in {"http", "https"} or parts.username or parts.fragment:
        return phrase("That is no address of the web.")
    if is_allowed(host, port_of(parts, port)):
        return None
    if parts.scheme != "https":
        return phrase("Only addresses that begin with https:// are spoken to.")
    if _is_written_as_number(host) or host.rstrip(".").lower() == "localhost":
        return phrase("Give the name of a public machine; the operator may allow others.")
    return None


def port_of(parts: SplitResult, port: int | None) -> int:
    """Return the port that an address means."""
    return port or (_HTTPS if parts.scheme == "https" else 80)


def is_allowed(host: str, port: int) -> bool:
    """Tell whether the operator allows a machine by its name, with or without a port."""
    named = host.lower()
    return named in settings.OUTGOING_ALLOW or f"{named}:{port}" in settings.OUTGOING_ALLOW


def _is_written_as_number(host: str) -> bool:
    """Tell whether a host is an address in any spelling: 127.0.0.1, 0x7f000001, 2130706433, ::1."""
    bare = host.strip("[]").split("%")[0]
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        last = bare.rstrip(".").rpartition(".")[2]
        return last.isdigit() or last.lower().startswith("0x")
    return True


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open net, whichever address stands inside of it."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _NAT64 or found in _SIXTOFOUR:
            return False
    return found.is_global and not found.is_multicast


class PublicNet(httpcore.NetworkBackend):
    """Connects to public addresses only, and to the machines that the operator allows."""

    def __init__(self) -> None:
        """Connect as usual once an address was judged."""
        self._net = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the name up once, and connect to an address that was judged.

        :raises NotAllowedError: not all addresses of the name are public ones.
        """
        found = _addresses_of(host, port)
        if not is_allowed(host, port) and not all(is_public(one) for one in found):
            raise NotAllowedError(host)
        return self._net.connect_tcp(found[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *_args: object, **_more: object) -> httpcore.NetworkStream:
        """Speak to no socket of this machine.

        :raises NotAllowedError: always.
        """
        raise NotAllowedError


def _addresses_of(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    return [str(row[4][0]) for row in rows]
