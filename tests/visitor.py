"""Somebody of a test's floor before the pages: signed in, with a browser's manners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.usersessions.models import UserSession
from django.test import Client

from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from tests.floor_builder import Floor

BACKEND: Final = "salesfloor.app.actors.StaffBackend"


def visitor(floor: Floor, name: str) -> Client:
    """Return a browser in which that person of the cast is signed in.

    Pages go by the real clock, so what was done on the test's day is in the past.
    """
    code = floor.prefix + name
    person = people.staff_by_code(code)
    account, _ = people.Account.objects.get_or_create(username=code, staff=person)
    browser = Client()
    browser.force_login(account, backend=BACKEND)
    UserSession.objects.create(
        user=account, session_key=browser.session.session_key, ip="127.0.0.1", user_agent="test"
    )
    return browser


def piece(browser: Client, address: str, **form: Any) -> Any:
    """Send a form as htmx does, and return the answer."""
    return browser.post(address, form, headers={"HX-Request": "true"})
