"""One request over the wire, bounded in time and size; no redirect, no proxy, no cookie."""

from __future__ import annotations

import ssl
from functools import cache
from typing import Final

import httpcore

from salesfloor.kernel.outgoing.choices import NOT_ALLOWED
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Reply, Request, Verdict
from salesfloor.kernel.outgoing.reaching import NotAllowedError, PublicNet, why_not

_SECONDS: Final = 10.0
_MOST: Final = 64 * 1024
_TIMEOUTS: Final = dict.fromkeys(("connect", "read", "write", "pool"), _SECONDS)


@cache
def _certificates() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def post(request: Request) -> Reply | Outcome:
    """Send a request; return the answer, or how the try ended without one."""
    if why_not(request.url) is not None:
        return Outcome(Verdict.NEVER, NOT_ALLOWED)
    sent = _Sent()
    try:
        return _exchange(request, sent)
    except NotAllowedError:
        return Outcome(Verdict.NEVER, NOT_ALLOWED)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        verdict = Verdict.UNSURE if sent.has_begun else Verdict.AGAIN
        return Outcome(verdict, type(error).__name__)
    except (ssl.SSLError, OSError, httpcore.UnsupportedProtocol) as error:
        return Outcome(Verdict.UNSURE if sent.has_begun else Verdict.AGAIN, type(error).__name__)


class _Sent:
    """Whether anything of the message has left."""

    has_begun = False

    def __call__(self, name: str, _info: object) -> None:
        """Listen to how far httpcore is."""
        self.has_begun = self.has_begun or name == "http11.send_request_headers.started"


def _exchange(request: Request, sent: _Sent) -> Reply:
    with (
        httpcore.ConnectionPool(
            ssl_context=_certificates(), network_backend=PublicNet(), max_connections=1
        ) as pool,
        pool.stream(
            request.method,
            request.url,
            headers=[
                *request.headers.items(),
                ("User-Agent", "salesfloor"),
                ("Connection", "close"),
            ],
            content=request.body,
            extensions={"timeout": _TIMEOUTS, "trace": sent},
        ) as response,
    ):
        body = b""
        for piece in response.iter_stream():
            body += piece
            if len(body) > _MOST:
                break
        return Reply(response.status, body[:_MOST])
