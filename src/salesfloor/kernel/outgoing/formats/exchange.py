"""A request to a service, and what its answer means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import orjson


class Verdict(Enum):
    """What follows from a try."""

    SENT = "sent"
    AGAIN = "again"
    """Not sent; another try may help."""
    PAUSE = "pause"
    """Not sent; the service asks for silence."""
    NEVER = "never"
    """Not sent; another try cannot help."""
    UNSURE = "unsure"
    """Nobody knows: it went out, and no answer came."""


@dataclass(frozen=True, slots=True)
class Request:
    """What goes over the wire."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes

    def json(self) -> dict[str, object]:
        """Return the object in the body; empty where there is none."""
        try:
            found = orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a try ended, in the service's own words; after which silence it may go on."""

    verdict: Verdict
    words: str = ""
    silence_seconds: int = 0


_TOO_MANY = 429
_SERVER_ERRORS = 500


def by_status(reply: Reply) -> Outcome | None:
    """Judge what HTTP itself says; None where the body decides."""
    if 200 <= reply.status < 300:  # noqa: PLR2004 - HTTP's own numbers
        return None
    words = f"HTTP {reply.status}"
    if reply.status == _TOO_MANY:
        return Outcome(Verdict.PAUSE, words, 60)
    if reply.status >= _SERVER_ERRORS:
        return Outcome(Verdict.AGAIN, words)
    return Outcome(Verdict.NEVER, words)
