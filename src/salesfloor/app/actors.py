"""Who makes a request: the account with its person, the site of today's work, and the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from salesfloor.app.accounts import PROVEN
from salesfloor.app.refusing import turned_away
from salesfloor.base.commands import Actor
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.people.api import Account, Site, Staff, accounts_present
from salesfloor.kernel.rulebook.api import database_now
from salesfloor.kernel.screens import api as screens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_STRETCHED_EVERY: Final = timedelta(minutes=10)
_FACTOR_FREE: Final = ("/account/", "/static/", "/language/")
_CHANGE_FREE: Final = (
    *("/account/password/change/", "/account/logout/", "/account/reauthenticate/"),
    *("/static/", "/language/"),
)
"""What a person reaches before a password that others know is changed."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where a person works today, and the moment at which that was asked."""

    site: Site | None
    at: datetime


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Logs people in by their code; the person who left or was switched off is out at the next request."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account with its person and `presence`, or None."""
        account: Any = next(iter(accounts_present([user_id])), None)
        if account is None:
            return None
        site = account.staff.site
        if account.lent_to is not None and account.lent_to != account.staff.site_id:
            site = Site.objects.get(pk=account.lent_to)
        account.presence = Presence(site, account.seen_at)
        return account  # type: ignore[no-any-return]


def actor_for(account: Any, session: str = "") -> Actor:  # noqa: ANN401 - what `get_user` returned
    """Return the person of an account as the one who acts, at the site of a running loan."""
    person: Staff = account.staff
    site = account.presence.site
    site_id = site.pk if site else None
    return Actor(person.code, Post(person.post), site_id, person.pk, person.name, session)


class ActorMiddleware:
    """Gives every request its `actor`, `at` and `site`; None where nobody is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:  # noqa: ANN401 - fields are added
        """Name who acts, keep the session of the person who works alive, ask for a second factor."""
        request.actor = request.at = request.site = request.screen = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            account = request.user
            if getattr(account, "presence", None) is None:  # logged in within this request
                account = StaffBackend().get_user(account.pk)
            if account is not None:
                request.actor = actor_for(account, _session_mark(request))
                request.at, request.site = account.presence.at, account.presence.site
                _stretch(request, account.presence.at)
                if account.must_change and not request.path.startswith(_CHANGE_FREE):
                    return _own_password_first(request)
                if lacks_second_factor(request.session, request.actor.post) and not _is_free(
                    request
                ):
                    return HttpResponseRedirect(reverse("mfa_index"))
        if request.actor is None and settings.SCREEN_COOKIE_NAME in request.COOKIES:
            return self._of_screen(request)
        return self.get_response(request)

    def _of_screen(self, request: Any) -> HttpResponseBase:  # noqa: ANN401 - fields are added
        """Name the screen on the wall that asks, and let its browser keep the key for longer."""
        token = request.COOKIES[settings.SCREEN_COOKIE_NAME]
        request.screen = screens.screen_with(token)
        if request.screen is None:
            return self.get_response(request)
        request.at, request.site = database_now(timezone.now()), request.screen.site
        screens.note_seen(request.screen, request.at)
        response = self.get_response(request)
        set_screen_cookie(response, token)
        return response


def set_screen_cookie(response: HttpResponseBase, token: str) -> None:
    """Let a browser keep the key of a screen."""
    response.set_cookie(
        settings.SCREEN_COOKIE_NAME,
        token,
        max_age=settings.SCREEN_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _session_mark(request: HttpRequest) -> str:
    """Return what a register line keeps of a session: enough to tell two apart, useless to steal."""
    return sha256((request.session.session_key or "").encode()).hexdigest()[:12]


def _stretch(request: HttpRequest, at: datetime) -> None:
    stamp = int(at.timestamp())
    if stamp - request.session.get("stretched", 0) > _STRETCHED_EVERY.total_seconds():
        request.session["stretched"] = stamp


def _own_password_first(request: HttpRequest) -> HttpResponseBase:
    """Lead to the page where the password is changed; tell a program so in words."""
    if request.path.startswith("/api/"):
        sentence = _("Take a password of your own first: somebody else knows this one.")
        return turned_away(request, HTTPStatus.FORBIDDEN, sentence)
    return HttpResponseRedirect(reverse("account_change_password"))


def _is_free(request: HttpRequest) -> bool:
    return request.path.startswith(_FACTOR_FREE)


def lacks_second_factor(session: Mapping[str, Any], post: Post) -> bool:
    """Tell whether a session still has to prove the second factor that its post needs."""
    if not settings.SECOND_FACTOR or post not in MANAGERS or session.get(PROVEN):
        return False
    used = session.get("account_authentication_methods", [])
    return not any(record.get("method") == "mfa" for record in used)
