"""Fingerprints tell bodies apart, and hold no secret."""

from __future__ import annotations

import hashlib

import orjson
import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.base.fingerprints import fingerprint, secrets_of

PIN = COMMANDS["set_pin"].fields


def test_two_bodies_differ_and_one_does_not() -> None:
    one = fingerprint("set_pin", PIN, 1, {"who": "a", "pin": "2750"})
    assert one == fingerprint("set_pin", PIN, 1, {"pin": "2750", "who": "a"})
    assert one != fingerprint("set_pin", PIN, 1, {"pin": "2750", "who": "b"})


@pytest.mark.fault("X12")
def test_a_secret_is_in_no_fingerprint() -> None:
    given = {"who": "a", "pin": "2750"}
    whole = orjson.dumps(["set_pin", 1, given], option=orjson.OPT_SORT_KEYS)
    assert fingerprint("set_pin", PIN, 1, given) != hashlib.sha256(whole).hexdigest()
    assert fingerprint("set_pin", PIN, 1, given) == fingerprint("set_pin", PIN, 1, {"who": "a"})


@pytest.mark.fault("X12")
def test_every_secret_field_is_declared_one() -> None:
    """A law over all commands: what is called like a secret has the type of one."""
    words = ("pin", "password", "secret", "code_word")
    for name, command in COMMANDS.items():
        called = {field for field in command.fields.model_fields if field in words}
        assert called <= secrets_of(command.fields), name
    assert secrets_of(COMMANDS["open_account"].fields) == {"password"}
