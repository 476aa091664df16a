"""Logging in and out, by allauth's ways with our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from salesfloor.app import log_in_tries
from salesfloor.app.demo import accounts as demo
from salesfloor.base.phrases import phrase
from salesfloor.kernel.people.api import Account
from salesfloor.web.language import said

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_LOCKED: Final = phrase(
    "The password was wrong too often, so this account is locked for a quarter of an hour."
)
_KNOWN: Final = phrase("Whoever opened the account knows this password. Take another one.")
PROVEN: Final = "second_factor"
"""Where a session says that its second factor was set up in it."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made with their person; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse everybody."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Count a try at the account and at the address, before the password is compared.

        :raises ValidationError: the account is locked for strangers, or for this device.
        """
        tried = log_in_tries.take(request, str(credentials.get("username") or ""))
        if not tried.is_allowed:
            request.locked_until = tried.next_at  # type: ignore[attr-defined]
            raise ValidationError(said(_LOCKED))
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:  # noqa: ANN401
        """Return the account whose password is right, or None."""
        account: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if account is not None:
            log_in_tries.forget(request, str(credentials.get("username") or ""))
        return account

    def clean_password(self, password: str, user: Any = None) -> str:  # noqa: ANN401 - allauth's
        """Return a password that may be taken.

        :raises ValidationError: it is too weak, or the one that somebody else knows.
        """
        taken: str = super().clean_password(password, user)
        if user is not None and user.must_change and user.check_password(taken):
            raise ValidationError(said(_KNOWN))
        return taken

    def set_password(self, user: Any, password: str) -> None:  # noqa: ANN401 - allauth's signature
        """Give an account a password that its person chose."""
        user.must_change = False
        super().set_password(user, password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Say nothing beside the page; what happened stands on it."""


class LogIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """The log-in page, slowed down for anyone who tries too often."""

    def form_valid(self, form: Any) -> HttpResponseBase:  # noqa: ANN401 - allauth's signature
        """Log in, and know the device again."""
        response: HttpResponseBase = super().form_valid(form)
        log_in_tries.know_device(response, str(form.cleaned_data.get("login") or ""))
        return response

    def form_invalid(self, form: Any) -> HttpResponseBase:  # noqa: ANN401 - allauth's signature
        """Show what is wrong, or for how long the account is locked."""
        if getattr(self.request, "locked_until", None) is not None:
            return render(self.request, "account/locked_out.html", status=429)
        response: HttpResponseBase = super().form_invalid(form)
        return response

    def get_context_data(self, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - allauth's signature
        """Add who can be entered as by one tap, on a demo database only."""
        cards = demo.cards()
        password = demo.PASSWORD if cards else ""
        context = {
            "demo_people": cards,
            "demo_password": password,
            "nobody_yet": not cards and not Account.objects.exists(),
        }
        return super().get_context_data(**given) | context  # type: ignore[no-any-return]


class ChangePassword(PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    """Changing one's password; whoever does it at the first log-in goes on to work."""

    def get_template_names(self) -> list[str]:
        """Show nothing beside the form to whoever may go nowhere else yet."""
        if self.request.user.must_change:
            return ["account/first_change.html"]
        names: list[str] = super().get_template_names()
        return names

    def form_valid(self, form: Any) -> HttpResponseBase:  # noqa: ANN401 - allauth's signature
        """Keep this session at the first log-in; otherwise every session ends."""
        if not form.user.must_change:
            response: HttpResponseBase = super().form_valid(form)
            return response
        form.save()
        update_session_auth_hash(self.request, form.user)
        return redirect("/")


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


def nowhere(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
    """Stand for pages that allauth names and we do not have."""
    del request, kwargs
    raise Http404
