"""One-time codes and keys of screens: made at random, kept as hashes."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.utils.crypto import salted_hmac

CODE_LASTS: Final = timedelta(minutes=10)
_DIGITS: Final = 8
_SALT: Final = "salesfloor.screens"


def new_code() -> str:
    """Return a one-time code, easy to type with a remote control."""
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def new_token() -> str:
    """Return a key for a screen's browser."""
    return secrets.token_urlsafe(32)


def digest_of_code(code: str) -> bytes:
    """Return what is kept of a code; keyed, for eight digits are soon tried out."""
    return salted_hmac(_SALT, code, algorithm="sha256").digest()


def digest_of_token(token: str) -> bytes:
    """Return what is kept of a key."""
    return sha256(token.encode("utf-8", "surrogateescape")).digest()
