"""Wrong tries at a password: ten an account and quarter of an hour, whatever addresses they come from.

Devices on which the owner has logged in have a count of their own, so the person who tries from elsewhere locks
only strangers out. A device is known by a signed cookie that holds nothing but whose it is.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core import signing
from django.utils import timezone

from salesfloor.kernel.people.api import Try, forget_tries, take_try
from salesfloor.kernel.rulebook.api import database_now

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

WRONG_TRIES: Final = 10
KNOWN_FOR: Final = timedelta(days=400)
_COOKIE: Final = "known-"
_SALT: Final = "salesfloor.known-device"


def take(request: HttpRequest, code: str) -> Try:
    """Count a try at an account's password before it is compared."""
    return take_try(_key(request, code), most=WRONG_TRIES, at=_now())


def forget(request: HttpRequest, code: str) -> None:
    """Forget the tries of this device, or of strangers, at an account: the password was right."""
    forget_tries(_key(request, code), _now())


def know_device(response: HttpResponseBase, code: str) -> None:
    """Let the browser show from now on that the owner of the account has used it."""
    code = normal(code)
    response.set_cookie(
        _cookie(code),
        signing.dumps([code, secrets.token_hex(8)], salt=_SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _key(request: HttpRequest, code: str) -> str:
    code = normal(code)
    try:
        whose, device = signing.loads(
            request.COOKIES.get(_cookie(code), ""), salt=_SALT, max_age=KNOWN_FOR
        )
    except (signing.BadSignature, ValueError, TypeError):
        return f"password:{code}"
    return f"password:{code}:{device}" if whose == code else f"password:{code}"


def normal(code: str) -> str:
    """Return whose account somebody tries to enter, however they spell it.

    The database compares capitals, and some small letters (`ı`, `ſ`) have the capital of another one.
    """
    return code.replace("\0", "").strip().upper().lower()[:100]


def _cookie(code: str) -> str:
    mark = signing.Signer(salt=_SALT).signature(code)
    return f"{_COOKIE}{mark[:16]}"


def _now() -> datetime:
    return database_now(timezone.now())
