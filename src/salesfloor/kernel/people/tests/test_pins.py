"""Trying a PIN at the edge: counted under lock, hashed slowly, kept nowhere else."""

from __future__ import annotations

import hashlib
import itertools
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import orjson
import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from salesfloor.app import settings as in_earnest
from salesfloor.base.refusals import Refused
from salesfloor.kernel.people import api as people
from salesfloor.kernel.people.models import Staff, Tries
from tests.concurrency.crowd import at_once
from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.concurrency.crowd import Result
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


def try_pin(floor: Floor, pin: str, after: timedelta = timedelta()) -> str:
    """Try a PIN of `a`; return what is said where it is refused."""
    try:
        people.check_pin(Staff.objects.get(code="a"), pin, floor.now + after)
    except Refused as refusal:
        return str(refusal.sentence)
    return ""


@pytest.fixture
def with_pin(floor: Floor) -> Floor:
    floor.give("set_pin", by="a", pin="2750")
    return floor


def test_only_the_right_one_lets_in(floor: Floor) -> None:
    assert try_pin(floor, "2750") == "There is no PIN yet. Ask the manager to set one."
    floor.give("set_pin", by="a", pin="2750")
    assert try_pin(floor, "2751") == "This PIN is wrong."
    assert try_pin(floor, "2750") == ""


@pytest.mark.case(87)
def test_five_wrong_ones_lock_it_for_a_quarter_of_an_hour(with_pin: Floor) -> None:
    for _ in range(5):
        assert try_pin(with_pin, "0000") == "This PIN is wrong."
    assert try_pin(with_pin, "2750").startswith("Too many wrong PINs.")
    assert try_pin(with_pin, "2750", timedelta(minutes=15)) == ""


@pytest.mark.case(87)
@pytest.mark.fault("X25")
def test_whoever_goes_on_trying_does_not_lock_it_for_ever(with_pin: Floor) -> None:
    """What is refused while it is locked does not count."""
    for minute in range(15):
        for _ in range(5):
            try_pin(with_pin, "0000", timedelta(minutes=minute))
    assert try_pin(with_pin, "2750", timedelta(minutes=15)) == ""


def test_a_right_one_forgets_the_wrong_ones(with_pin: Floor) -> None:
    for _ in range(4):
        try_pin(with_pin, "0000")
    assert try_pin(with_pin, "2750") == ""
    for _ in range(4):
        try_pin(with_pin, "0000")
    assert try_pin(with_pin, "2750") == ""


def test_a_new_one_is_not_locked(with_pin: Floor) -> None:
    for _ in range(5):
        try_pin(with_pin, "0000")
    with_pin.give("set_pin", by="manager", who="a", pin="9173")
    assert try_pin(with_pin, "9173") == ""


@pytest.mark.fault("X25")
@pytest.mark.case(87)
@pytest.mark.django_db(transaction=True)
def test_a_burst_has_no_more_tries(with_pin: Floor) -> None:
    def attempt(pin: str) -> Result:
        return "refused", try_pin(with_pin, pin)

    results = at_once([partial(attempt, f"{number:04}") for number in range(24)])

    compared = [words for _, words in results if words == "This PIN is wrong."]
    assert len(compared) == 5


@pytest.mark.fault("X12")
@pytest.mark.parametrize("before", ["pbkdf2_sha256", "argon2"])
def test_a_hash_of_before_is_replaced_when_it_is_used(with_pin: Floor, before: str) -> None:
    with override_settings(PASSWORD_HASHERS=in_earnest.PASSWORD_HASHERS):
        Staff.objects.filter(code="a").update(pin_hash=make_password("2750", hasher=before))
        assert try_pin(with_pin, "2750") == ""
        kept = Staff.objects.get(code="a").pin_hash
        assert identify_hasher(kept).algorithm == "argon2"
        assert try_pin(with_pin, "2750") == ""


@pytest.mark.fault("X12")
def test_no_pin_can_be_guessed_from_what_the_form_left(with_pin: Floor) -> None:
    """Every text of every table, against every PIN of four digits."""
    answer = visitor(with_pin, "a").post(reverse("people:mine"), {"pin": "2750", "key": "k1"})
    assert answer.status_code == 302

    guesses = [
        orjson.dumps(["set_pin", {"pin": "".join(digits)}], option=orjson.OPT_SORT_KEYS)
        for digits in itertools.product("0123456789", repeat=4)
    ]
    hashes = {hashlib.sha256(guess).hexdigest() for guess in guesses}
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint FROM rulebook_evidence WHERE key IS NOT NULL")
        kept = {mark for (mark,) in cursor.fetchall()}
    assert kept
    assert not kept & hashes


def test_tries_that_count_no_longer_are_forgotten(with_pin: Floor) -> None:
    try_pin(with_pin, "0000")
    with_pin.give("set_pin", by="b", pin="9173", at="10:00")
    people.check_pin(Staff.objects.get(code="b"), "9173", with_pin.now)
    assert not Tries.objects.exists()
