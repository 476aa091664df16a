"""Every address of the product."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.i18n import set_language

from salesfloor.app.accounts import AddKey, ChangePassword, LogIn, SetUpApp, nowhere
from salesfloor.app.on_the_wall import connect_screen
from salesfloor.app.rest import api
from salesfloor.app.rest.problems import no_such_operation

_OURS: Final = ("salesfloor.web", "salesfloor.kernel.", "salesfloor.floor.", "salesfloor.trades.")
_MODULES: Final = [app for app in settings.INSTALLED_APPS if app.startswith(_OURS)]


def _pages() -> list[URLResolver]:
    named = (f"{module}.urls" for module in _MODULES)
    return [path("", include(urls)) for urls in named if find_spec(urls)]


handler400 = "salesfloor.app.refusing.unusable"
handler500 = "salesfloor.app.refusing.broken"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("account/login/", LogIn.as_view(), name="account_login"),
    path("account/screen/", connect_screen, name="account_screen"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", ChangePassword.as_view(), name="account_change_password"),
    path("account/password/reset/", nowhere, name="account_reset_password"),
    path("account/password/set/", nowhere, name="account_set_password"),
    path("account/signup/", nowhere, name="account_signup"),
    path("account/email/", nowhere, name="account_email"),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/2fa/totp/activate/", SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/2fa/webauthn/add/", AddKey.as_view(), name="mfa_add_webauthn"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
    re_path(r"^api/", no_such_operation),
    *_pages(),
]
