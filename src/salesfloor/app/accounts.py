"""Logging in and out, by allauth's ways with our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from axes.decorators import axes_dispatch, axes_form_invalid
from django.http import Http404
from django.utils.decorators import method_decorator

from salesfloor.app.demo import accounts as demo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PROVEN: Final = "second_factor"
"""Where a session says that its second factor was set up in it."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made with their person; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse everybody."""
        del request
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Say nothing beside the page; what happened stands on it."""


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class LogIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """The log-in page, slowed down for whoever tries too often."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - allauth's signature
        """Add who can be entered as by one tap, on a demo database only."""
        cards = demo.cards()
        password = demo.PASSWORD if cards else ""
        context = {"demo_people": cards, "demo_password": password}
        return super().get_context_data(**given) | context  # type: ignore[no-any-return]


class _ProvenHere:
    """A second factor that was just set up was just used: nobody logs in again for it."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponseBase:  # noqa: ANN401 - allauth's signature
        """Let this session work on."""
        response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
        self.request.session[PROVEN] = True
        return response


class SetUpApp(_ProvenHere, ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Setting up an app that shows codes."""


class AddKey(_ProvenHere, AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Adding a security key."""


def code_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return whose account somebody tries to enter, however they spell it."""
    code = (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(code).replace("\0", "").strip().lower()[:150]


def nowhere(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
    """Stand for pages that allauth names and we do not have."""
    del request, kwargs
    raise Http404
