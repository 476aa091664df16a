"""The link by which a customer rates a visit: it names one reception, and nobody can guess another's."""

from __future__ import annotations

from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

_SALT: Final = "salesfloor.manners.rating"
_LENGTH: Final = 32


def token_of(reception_id: int) -> str:
    """Return the token of a reception's link: 128 bits that only this installation can make."""
    return salted_hmac(_SALT, str(reception_id), algorithm="sha256").hexdigest()[:_LENGTH]


def fits(reception_id: int, token: str) -> bool:
    """Tell whether a token is that of a reception."""
    return constant_time_compare(token, token_of(reception_id))
