"""Tokens: keys with which programs speak for a person; shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Final

from salesfloor.kernel.people.api import Token, staff_by_code

if TYPE_CHECKING:
    from datetime import datetime

_MARK: Final = "sf_"
"""What a token begins with, so that scanners of leaked secrets know one when they see it."""


def issue(code: str, *, label: str, at: datetime) -> str:
    """Return a new token for the person of that code.

    :raises Refused: `input` where nobody has the code.
    """
    token = _MARK + secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).digest()
    Token.objects.create(staff=staff_by_code(code), label=label, digest=digest, created_at=at)
    return token


def revoke(code: str, *, at: datetime, label: str | None = None) -> int:
    """Make a person's tokens worthless at once, all or those of a label; return how many."""
    tokens = Token.objects.filter(staff__code=code, revoked_at=None)
    if label is not None:
        tokens = tokens.filter(label=label)
    return tokens.update(revoked_at=at)
