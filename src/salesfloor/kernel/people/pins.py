"""Trying a PIN: at the edge, outside of any command, so that a wrong try stays counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib.auth.hashers import check_password, make_password

from salesfloor.base.china_time import local
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import no_access
from salesfloor.kernel.people.models import Staff
from salesfloor.kernel.people.tries import forget_tries, take_try

if TYPE_CHECKING:
    from datetime import datetime

WRONG_TRIES: Final = 5


def check_pin(person: Staff, pin: str, at: datetime) -> None:
    """Let a person in by PIN; after five wrong tries within a quarter of an hour it is locked.

    A hash of an earlier algorithm is replaced by today's when the PIN is right.

    :raises Refused: `access` for a wrong or missing PIN, and while it is locked.
    """
    if not person.pin_hash:
        raise no_access(phrase("There is no PIN yet. Ask the manager to set one."))
    tried = take_try(tries_of(person), most=WRONG_TRIES, at=at)
    if not tried.is_allowed:
        raise no_access(
            phrase(
                "Too many wrong PINs. This one is locked until {until}.",
                until=f"{local(tried.next_at):%H:%M}",
            )
        )

    def replace_hash(right: str) -> None:
        rows = Staff.objects.filter(pk=person.pk, pin_hash=person.pin_hash)
        rows.update(pin_hash=make_password(right))

    if not check_password(pin, person.pin_hash, setter=replace_hash):
        raise no_access(phrase("This PIN is wrong."))
    forget_tries(tries_of(person), at)


def tries_of(person: Staff) -> str:
    """Return the key under which the tries at a person's PIN are counted."""
    return f"pin:{person.pk}"
