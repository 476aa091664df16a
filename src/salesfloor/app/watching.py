"""Who may look at which live screens: asked when a stream is opened, and again every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.utils.crypto import constant_time_compare

from salesfloor.app.actors import lacks_second_factor
from salesfloor.base import modules
from salesfloor.base.posts import ABOVE_MANAGERS, Post
from salesfloor.kernel.people.api import accounts_present
from salesfloor.kernel.screens import api as screens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.kernel.people.api import Account

Sites = frozenset[int | None]
EVERY_SITE: Final = None


class Key(NamedTuple):
    """What a stream was opened with: the key of a session, or that of a screen on the wall."""

    kind: Literal["session", "screen"]
    value: str


def sites_watched_with(keys: set[Key]) -> dict[Key, Sites]:
    """Return the sites whose screens each key lets watch now; keys that open none are left out."""
    of_sessions = sites_watched_in({key.value for key in keys if key.kind == "session"})
    of_screens = screens.sites_shown_by({key.value for key in keys if key.kind == "screen"})
    found = {Key("session", value): sites for value, sites in of_sessions.items()}
    shown = {Key("screen", value): frozenset({site}) for value, site in of_screens.items()}
    return {**found, **shown}


def are_for_the_wall(views: set[str]) -> bool:
    """Tell whether live views are those of pages that screens on the wall show."""
    looks = {wall.look for wall in modules.walls() if wall.look}
    return {view.partition(".")[0] for view in views} <= looks


def sites_watched_in(session_keys: set[str]) -> dict[str, Sites]:
    """Return the sites whose screens each session may watch now; those that may none are left out.

    It takes two statements, however many sessions there are.
    """
    rows = Session.objects.filter(session_key__in=session_keys, expire_date__gt=Now())
    held = {row.session_key: row.get_decoded() for row in rows}
    ids = {int(session[SESSION_KEY]) for session in held.values() if SESSION_KEY in session}
    accounts = {account.pk: account for account in accounts_present(ids)}
    watched = {}
    for key, session in held.items():
        account = accounts.get(int(session.get(SESSION_KEY, 0)))
        if account is not None and _is_in_force(session, account):
            watched[key] = _sites_of(account)
    return {key: sites for key, sites in watched.items() if sites}


def _is_in_force(session: Mapping[str, Any], account: Account) -> bool:
    """Tell whether our own log-in began the session, with the password and factors of today."""
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return False
    if not constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()
    ):
        return False
    if account.staff is None or account.must_change:
        return False
    return not lacks_second_factor(session, Post(account.staff.post))


def _sites_of(account: Any) -> Sites:  # noqa: ANN401 - with the columns of `accounts_present`
    if Post(account.staff.post) in ABOVE_MANAGERS:
        return frozenset({EVERY_SITE})
    site_id = account.staff.site_id if account.lent_to is None else account.lent_to
    return frozenset() if site_id is None else frozenset({site_id})
