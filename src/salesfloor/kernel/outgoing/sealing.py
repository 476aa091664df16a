"""Keeping secrets in the database so that the database alone does not tell them.

They are sealed with a key that is made from the installation's secret key, which stands in the data folder
or in the operator's settings and in no backup of the database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any, Final

import orjson
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

_FOR: Final = b"salesfloor.outgoing.sealed"


class CannotOpenError(Exception):
    """It was sealed under another key of the installation."""


def seal(secret: Any) -> str:  # noqa: ANN401 - JSON
    """Return the secret as it may stand in the database."""
    return _box().encrypt(orjson.dumps(secret)).decode()


def opened(sealed: str) -> Any:  # noqa: ANN401 - JSON
    """Return the secret again.

    :raises CannotOpenError: the installation has another key now.
    """
    try:
        return orjson.loads(_box().decrypt(sealed.encode()))
    except InvalidToken as error:
        raise CannotOpenError from error


def _box() -> Fernet:
    made = hmac.new(settings.SECRET_KEY.encode(), _FOR, hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(made))
