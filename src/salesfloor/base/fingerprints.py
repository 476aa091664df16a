"""Fingerprints of what was given with a key, without the secrets in it.

A fingerprint is kept for ever beside the act, so a short secret such as a PIN could be guessed from it:
fields that carry `SecretMark` are left out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from salesfloor.base.labels import is_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pydantic


@cache
def secrets_of(fields: type[pydantic.BaseModel]) -> frozenset[str]:
    """Return the names, as they are given, of the secret fields of a command or an answer."""
    found = {field.alias or name for name, field in fields.model_fields.items() if is_secret(field)}
    return frozenset(found)


def without_secrets(
    fields: type[pydantic.BaseModel] | None, answer: dict[str, Any]
) -> dict[str, Any]:
    """Return an answer as it is kept beside the act: what is shown once is empty in it."""
    secrets = secrets_of(fields) if fields is not None else frozenset()
    return answer | dict.fromkeys(secrets & answer.keys(), "") if secrets else answer


def fingerprint(
    name: str, fields: type[pydantic.BaseModel], site_id: int | None, given: Mapping[str, Any]
) -> str:
    """Return the hash that tells two acts apart: a command, its site, its body."""
    secrets = secrets_of(fields)
    told = {field: value for field, value in given.items() if field not in secrets}
    try:
        canonical = orjson.dumps([name, site_id, told], option=orjson.OPT_SORT_KEYS, default=str)
    except TypeError:  # a number or text that no JSON holds; its field refuses it
        canonical = ascii([name, site_id, sorted(told.items())]).encode()
    return hashlib.sha256(canonical).hexdigest()
