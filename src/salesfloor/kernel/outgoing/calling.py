"""Calling an application's service: with the token that is kept, or a new one where it holds no more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.kernel.outgoing import wire
from salesfloor.kernel.outgoing.formats import apps
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Reply, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.kernel.outgoing.formats.exchange import Request

_EARLIER: Final = timedelta(minutes=5)
_kept: dict[apps.App, tuple[str, datetime]] = {}
"""Tokens of this process, until when they are shown; nothing of them stands in the database."""


def send_by_app(app: apps.App, made: Callable[[str], Request], at: datetime) -> Outcome:
    """Send what is made with a token; once more with a new token where the service wants one."""
    for is_new in (False, True):
        token = _token(app, at, is_new=is_new)
        if isinstance(token, Outcome):
            return token
        reply = wire.post(made(token))
        if isinstance(reply, Outcome):
            return reply
        if is_new or not apps.is_stale(app, reply):
            return apps.outcome_of(app, reply)
    raise AssertionError


def _token(app: apps.App, at: datetime, *, is_new: bool) -> str | Outcome:
    kept = _kept.get(app)
    if kept is not None and not is_new and at < kept[1]:
        return kept[0]
    reply = wire.post(apps.token_request(app))
    found = apps.token_of(app, reply) if isinstance(reply, Reply) else reply
    if isinstance(found, Outcome):
        is_unsure = found.verdict is Verdict.UNSURE
        return Outcome(Verdict.AGAIN, found.words) if is_unsure else found
    _kept[app] = (found.text, at + timedelta(seconds=found.seconds) - _EARLIER)
    return found.text
