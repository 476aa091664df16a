"""Who makes a request: one statement names the account, the person, the site and the hour."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from salesfloor.app.accounts import PROVEN
from salesfloor.base.commands import Actor
from salesfloor.base.posts import ABOVE_MANAGERS, MANAGERS, Post
from salesfloor.base.sql import fetch_all, fetch_one
from salesfloor.kernel.people.api import Account, Site, Staff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import Model
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_STRETCHED_EVERY: Final = timedelta(minutes=10)
_FACTOR_FREE: Final = ("/account/", "/static/", "/language/")

# Loans count: whoever is lent works at the other site until the loan ends.
_PRESENT: Final = """
    WITH clock AS MATERIALIZED (SELECT register.now(clock_timestamp()) AS at)
    SELECT {also} clock.at, {columns}
    FROM clock, {accounts}
    {join} people_staff s ON s.id = a.staff_id AND s.left_at IS NULL
    LEFT JOIN people_move m ON m.staff_id = s.id AND m.kind = 'LOAN'
        AND m.from_at <= (SELECT at FROM clock) AND m.until_at > (SELECT at FROM clock)
    LEFT JOIN people_team lent ON lent.id = m.to_team_id
    LEFT JOIN people_site w ON w.id = coalesce(lent.site_id, s.site_id)
    WHERE {which}
"""
_BY_SESSION: Final = """
    django_session d LEFT JOIN usersessions_usersession u ON u.session_key = d.session_key
    LEFT JOIN people_account a ON a.id = u.user_id AND a.is_active
"""


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - public by custom


def _statement(**parts: str) -> str:
    named = ((Account, "a"), (Staff, "s"), (Site, "w"))
    columns = [f"{table}.{column}" for model, table in named for column in _columns(model)]
    return _PRESENT.format(columns=", ".join(columns), **parts)


@cache
def _by_account() -> str:
    return _statement(
        also="", accounts="people_account a", join="JOIN", which="a.id = %s AND a.is_active"
    )


@cache
def by_session() -> str:
    """Return the statement for what a session holds, and beside it for `account_in`."""
    which = "d.session_key = %s AND d.expire_date > %s"
    return _statement(also="d.session_data,", accounts=_BY_SESSION, join="LEFT JOIN", which=which)


def account_in(row: Sequence[Any]) -> Account | None:
    """Return the account with its person, working place and `seen_at`, or None where nobody stands."""
    at, *values = row
    account, staff, site = (_take(model, values) for model in (Account, Staff, Site))
    if account.pk is None or staff.pk is None:
        return None
    account.staff = staff
    account.works_at = site if site.pk else None
    account.seen_at = at
    return account  # type: ignore[no-any-return]


_WATCHED: Final = """
    SELECT s.id, s.post, coalesce(lent.site_id, s.site_id)
    FROM people_staff s JOIN people_account a ON a.staff_id = s.id AND a.is_active
    LEFT JOIN people_move m ON m.staff_id = s.id AND m.kind = 'LOAN'
        AND m.from_at <= register.now(clock_timestamp())
        AND m.until_at > register.now(clock_timestamp())
    LEFT JOIN people_team lent ON lent.id = m.to_team_id
    WHERE s.id = ANY(%s) AND s.left_at IS NULL
"""


def sites_watched_by(staff: set[int]) -> dict[int, frozenset[int | None]]:
    """Return the sites whose screens each person may watch now; None stands for all of them."""
    rows = fetch_all(_WATCHED, (list(staff),))
    return {
        staff_id: frozenset({None if Post(post) in ABOVE_MANAGERS else site_id})
        for staff_id, post, site_id in rows
        if site_id is not None or Post(post) in ABOVE_MANAGERS
    }


def staff_of_session(session: Mapping[str, Any]) -> int:
    """Return whose session it is, 0 where nobody's."""
    account_id = session.get(SESSION_KEY)
    account = StaffBackend().get_user(int(account_id)) if account_id else None
    if account is None or account.staff_id is None:
        return 0
    return account.staff_id if _is_proven(session, account) else 0


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Logs people in by their code; whoever left or was switched off is out at the next request."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account with its person, working place and `seen_at`, or None."""
        row = fetch_one(_by_account(), (user_id,))
        return account_in(row) if row else None


def _take(model: type[Model], values: list[Any]) -> Any:  # noqa: ANN401 - an instance of the model
    names = _columns(model)
    taken, values[:] = values[: len(names)], values[len(names) :]
    return model.from_db("default", names, taken)


def actor_for(account: Any, session: str = "") -> Actor:  # noqa: ANN401 - what `get_user` returned
    """Return the person of an account as the one who acts, at the site of a running loan."""
    person: Staff = account.staff
    site_id = account.works_at.pk if account.works_at else None
    return Actor(person.code, Post(person.post), site_id, person.pk, person.name, session)


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, but for an account that the session brought along: that is not asked for again."""

    def process_request(self, request: Any) -> None:  # noqa: ANN401 - fields are added
        """Name the person when somebody asks."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person(request))


def _person(request: Any) -> Any:  # noqa: ANN401 - an account, or Django's nobody
    session = request.session
    named = session.get(SESSION_KEY)
    account = session.account
    if account is None or str(account.pk) != named or not _is_proven(session, account):
        return get_user(request)
    return account


def _is_proven(session: Mapping[str, Any], account: Account) -> bool:
    """Tell whether a session was begun by our own log-in, with the account's password of today."""
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return False
    mark = session.get(HASH_SESSION_KEY, "")
    return constant_time_compare(mark, account.get_session_auth_hash())


class ActorMiddleware:
    """Gives every request its `actor`, `at` and `site`; None where nobody is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:  # noqa: ANN401 - fields are added
        """Name who acts, keep the session of whoever works alive, ask for a second factor."""
        request.actor = request.at = request.site = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            account = request.user
            if getattr(account, "seen_at", None) is None:  # logged in by a test's own backend
                account = StaffBackend().get_user(account.pk)
            if account is not None:
                request.actor = actor_for(account, _session_mark(request))
                request.at, request.site = account.seen_at, account.works_at
                _stretch(request, account.seen_at)
                if _needs_second_factor(request):
                    return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)


def _session_mark(request: HttpRequest) -> str:
    """Return what a register line keeps of a session: enough to tell two apart, useless to steal."""
    return sha256((request.session.session_key or "").encode()).hexdigest()[:12]


def _stretch(request: HttpRequest, at: datetime) -> None:
    stamp = int(at.timestamp())
    if stamp - request.session.get("stretched", 0) > _STRETCHED_EVERY.total_seconds():
        request.session["stretched"] = stamp


def _needs_second_factor(request: Any) -> bool:  # noqa: ANN401 - with the fields added above
    if not settings.SECOND_FACTOR or request.actor.post not in MANAGERS:
        return False
    if request.path.startswith(_FACTOR_FREE):
        return False
    if request.session.get(PROVEN):
        return False
    used = request.session.get("account_authentication_methods", [])
    return not any(record.get("method") == "mfa" for record in used)
