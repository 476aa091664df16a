"""Open sites in a database through the product's own commands; print how to speak for them.

    python bench/furnish.py URL SITES CONSULTANTS

Runs in a process of its own, because Django serves one database a process.
"""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import orjson

from salesfloor.app import database, preparing

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor

BACKEND: Final = "salesfloor.app.actors.StaffBackend"


def main() -> None:
    """Furnish, and print one JSON list of offices."""
    url, sites, consultants = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    preparing.make_ready(preparing.Place(url))
    offices = [_open(number, consultants) for number in range(1, sites + 1)]
    database.set_clock("real")
    sys.stdout.buffer.write(orjson.dumps(offices))


def give(name: str, actor: Actor, /, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
    from salesfloor.base.commands import COMMANDS  # noqa: PLC0415 - after Django's set-up

    return COMMANDS[name].give(actor=actor, at=datetime.now(UTC), given=given).answer


def _open(number: int, consultants: int) -> dict[str, Any]:
    from salesfloor.base.commands import Actor  # noqa: PLC0415
    from salesfloor.base.posts import Post  # noqa: PLC0415
    from salesfloor.kernel.people import api as people  # noqa: PLC0415

    code = f"S{number}"
    operator = Actor("bench", Post.OPERATOR, None)
    give(
        "site",
        operator,
        code=code,
        name=f"{code} 案场",
        trade="real_estate",
        opens="00:01",
        closes="23:59",
    )
    site_id = people.site_by_code(code).pk
    operator = Actor("bench", Post.OPERATOR, site_id)
    give("staff", operator, code=f"l{number}", name="组长", post="lead", team="一组")
    give("staff", operator, code=f"d{number}", name="前台", post="desk")
    give("staff", operator, code=f"f{number}", name="财务", post="finance")
    codes = [f"c{number}-{place:02}" for place in range(1, consultants + 1)]
    for each in codes:
        give("staff", operator, code=each, name="顾问", post="salesperson", team="一组")
        give("sign_in", people.actor_by_code(each, datetime.now(UTC)))
    session, csrf = log_in(f"d{number}")
    return {
        "site_id": site_id,
        "code": code,
        "token": token(f"d{number}"),
        "session": session,
        "csrf": csrf,
        "till_token": token(f"f{number}"),
        "till_session": log_in(f"f{number}")[0],
        "consultants": codes,
    }


def token(code: str) -> str:
    """Return a new key for programs that speak for a person."""
    from salesfloor.kernel.people.models import Staff, Token  # noqa: PLC0415

    key = secrets.token_urlsafe(32)
    Token.objects.create(
        staff=Staff.objects.get(code=code),
        label="bench",
        digest=sha256(key.encode()).digest(),
        created_at=datetime.now(UTC),
    )
    return key


def log_in(code: str) -> tuple[str, str]:
    """Return the cookies of somebody who has logged in."""
    from allauth.usersessions.models import UserSession  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from salesfloor.kernel.people.models import Account, Staff  # noqa: PLC0415

    account = Account(username=code, staff=Staff.objects.get(code=code))
    account.set_unusable_password()
    account.save()
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    UserSession.objects.create(
        user=account, session_key=session.session_key, ip="127.0.0.1", user_agent="bench"
    )
    return session.session_key or "", secrets.token_hex(16)


if __name__ == "__main__":
    main()
