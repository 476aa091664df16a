"""Trying a PIN: at the edge, outside of any command, so that a wrong try stays counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.contrib.auth.hashers import check_password
from django.db.models import Case, F, Value, When

from salesfloor.base.china_time import local
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import no_access
from salesfloor.kernel.people.models import Staff

if TYPE_CHECKING:
    from datetime import datetime

WRONG_TRIES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)


def check_pin(person: Staff, pin: str, at: datetime) -> None:
    """Let a person in by PIN; five wrong tries in a row lock it for a quarter of an hour.

    :raises Refused: `access` for a wrong or missing PIN, and while it is locked.
    """
    locked_until = person.pin_locked_until
    if locked_until is not None and at < locked_until:
        raise no_access(
            phrase(
                "Too many wrong PINs. This one is locked until {until}.",
                until=f"{local(locked_until):%H:%M}",
            )
        )
    if not person.pin_hash:
        raise no_access(phrase("There is no PIN yet. Ask the manager to set one."))
    if check_password(pin, person.pin_hash):
        if person.pin_failures:
            Staff.objects.filter(pk=person.pk).update(pin_failures=0, pin_locked_until=None)
        return
    tries = F("pin_failures") + 1
    Staff.objects.filter(pk=person.pk).update(
        pin_failures=Case(When(pin_failures__gte=WRONG_TRIES - 1, then=Value(0)), default=tries),
        pin_locked_until=Case(
            When(pin_failures__gte=WRONG_TRIES - 1, then=Value(at + LOCKED_FOR)),
            default=F("pin_locked_until"),
        ),
    )
    raise no_access(phrase("This PIN is wrong."))
