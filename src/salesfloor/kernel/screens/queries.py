"""Which screens there are, which one shows a key, and the pairing itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base import modules
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.trades import trade_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.screens.keys import digest_of_code, digest_of_token, new_token
from salesfloor.kernel.screens.models import Screen

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor

_MOST_TRIES: Final = 10
"""Codes tried from one address within a quarter of an hour."""
_NOTED_EVERY: Final = timedelta(minutes=10)


def screens_at(site_id: int, at: datetime) -> QuerySet[Screen]:
    """Return the site's screens that are connected or wait for their code."""
    waits = Q(paired_at=None, code_until__gt=at)
    rows = Screen.objects.filter(Q(paired_at__isnull=False) | waits, site_id=site_id)
    return rows.filter(revoked_at=None).order_by("name")


def waiting_code(code: str, site_id: int, at: datetime) -> str:
    """Return the code if nobody has typed it yet and it is still in force, else nothing."""
    rows = screens_at(site_id, at)
    return code if code and rows.filter(code_digest=digest_of_code(code)).exists() else ""


def walls_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase]]:  # noqa: ARG001 - a reference's options
    """Return the pages that a screen of the site may begin with, the usual one first."""
    trade = trade_of(actor.site_id) if actor.site_id is not None else None
    return [(wall.page, wall.words) for wall in modules.walls() if trade in wall.trades]


def screen_with(token: str) -> Screen | None:
    """Return the screen that the key belongs to, with its site, or None."""
    rows = Screen.objects.filter(token_digest=digest_of_token(token), revoked_at=None)
    return rows.select_related("site").first()


def sites_shown_by(tokens: set[str]) -> dict[str, int]:
    """Return the site of each key that is in force."""
    digests = {digest_of_token(token): token for token in tokens}
    rows = Screen.objects.filter(token_digest__in=list(digests), revoked_at=None)
    found = rows.values_list("token_digest", "site_id")
    return {digests[bytes(digest)]: site_id for digest, site_id in found if digest is not None}


def note_seen(screen: Screen, at: datetime) -> None:
    """Note that a screen is alive, now and then."""
    if screen.seen_at is None or not timedelta(0) <= at - screen.seen_at < _NOTED_EVERY:
        Screen.objects.filter(pk=screen.pk).update(seen_at=at)


def connect(code: str, *, address: str, at: datetime) -> str:
    """Let the screen in on which the code was typed; return the key for its browser.

    :raises Refused: `input` for a code that is not in force, `access` after too many wrong ones.
    """
    tries = f"screen:{address}"
    if not people.take_try(tries, most=_MOST_TRIES, at=at).is_allowed:
        raise no_access(phrase("Too many wrong codes. Wait a quarter of an hour."))
    token = new_token()
    waiting = Screen.objects.filter(
        code_digest=digest_of_code(code), code_until__gt=at, paired_at=None, revoked_at=None
    )
    connected = waiting.update(
        code_digest=None, token_digest=digest_of_token(token), paired_at=at, seen_at=at
    )
    if not connected:
        raise bad_input(phrase("This code is wrong or out of date. Ask for a new one."))
    people.forget_tries(tries, at)
    return token
