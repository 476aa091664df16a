"""The demo's log-ins: everybody knows them, so they are marked and never serve in earnest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test.utils import override_settings

from salesfloor.base.commands import COMMANDS, Actor
from salesfloor.base.posts import Post
from salesfloor.kernel.people.api import Account, Staff

if TYPE_CHECKING:
    from datetime import datetime

PASSWORD: Final = "salesfloor-demo"  # noqa: S105 - public on purpose, and only on a marked database
PIN: Final = "1357"
MARK: Final = "demo@salesfloor.invalid"
CARDS: Final = (
    *("manager", "lead-a", "a1", "b2", "desk", "admin", "director", "general", "finance"),
    *("area", "area-lead", "s1", "s2"),
    *("centre", "card-lead", "k1"),
)
"""Who has a card on the log-in page, in this order."""


class QuickHasher(Argon2PasswordHasher):
    """Argon2 with little work: enough for a password that is printed on the log-in page."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1


def open_all(site_id: int, at: datetime) -> None:
    """Give everybody of the demo an account and a PIN, by the commands for it."""
    operator = Actor("salesfloor", Post.OPERATOR, site_id)
    hashers = [f"{__name__}.QuickHasher"]
    with override_settings(PASSWORD_HASHERS=hashers, AUTH_PASSWORD_VALIDATORS=[]):
        for code in Staff.objects.order_by("pk").values_list("code", flat=True):
            given = {"who": code, "password": PASSWORD}
            COMMANDS["open_account"].give(actor=operator, at=at, given=given)
            COMMANDS["set_pin"].give(actor=operator, at=at, given={"who": code, "pin": PIN})
    Account.objects.update(email=MARK)


def are_left() -> bool:
    """Tell whether accounts of the demo are in the database."""
    return Account.objects.filter(email=MARK, is_active=True).exists()


def is_demo() -> bool:
    """Tell whether this database is the demo's: its clock says so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mode FROM register.clock")
        row = cursor.fetchone()
    return row is not None and row[0] == "demo"


def cards() -> list[dict[str, Any]]:
    """Return who can be entered as by one tap; nobody where this is no demo."""
    if not is_demo():
        return []
    people = Staff.objects.filter(code__in=CARDS, left_at=None, account__email=MARK)
    rows = people.select_related("site").order_by("pk")
    facts = {
        person.code: {
            "code": person.code,
            "name": person.name,
            "post": person.post,
            "site": person.site.name if person.site else "",
            "trade": person.site.trade if person.site else "",
        }
        for person in rows
    }
    return [facts[code] for code in CARDS if code in facts]


def as_text() -> str:
    """Return the log-ins for anyone who looks at the terminal."""
    rows = [f"  {card['code']:<10} {card['name']}  {card['post']}" for card in cards()]
    return "\n".join([f"Demo. Everybody's password is {PASSWORD}, PIN {PIN}:", *rows])
