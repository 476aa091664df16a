"""Make a floor's database in a process of its own: sites, consultants signed in, a desk's key.

python furnish.py URL SITES CONSULTANTS      prints {"S1": {"site_id": 1, "token": "..."}}
"""

from __future__ import annotations

import json
import secrets
import sys
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from salesfloor.app import database, preparing

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


def main() -> None:
    """Furnish the database and print how its sites are reached."""
    url, sites, consultants = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    preparing.make_ready(preparing.Place(url))
    from django.db import connection  # noqa: PLC0415 - after Django's set-up

    database.set_clock("real")
    with connection.cursor() as cursor:  # `salesfloor run` logs in so, with its own server
        cursor.execute(f"ALTER ROLE {database.APP_ROLE} LOGIN")
    json.dump(
        {f"S{number}": _open(number, consultants) for number in range(1, sites + 1)}, sys.stdout
    )


def _give(name: str, actor: Actor, /, **given: Any) -> None:
    from salesfloor.base.commands import COMMANDS  # noqa: PLC0415 - after Django's set-up

    COMMANDS[name].give(actor=actor, at=datetime.now(UTC), given=given)


def _open(number: int, consultants: int) -> dict[str, Any]:
    from salesfloor.base.commands import Actor  # noqa: PLC0415
    from salesfloor.base.posts import Post  # noqa: PLC0415
    from salesfloor.kernel.people import api as people  # noqa: PLC0415
    from salesfloor.kernel.people.models import Staff, Token  # noqa: PLC0415

    code = f"S{number}"
    hours = {"opens": "00:01", "closes": "23:59"}
    operator = Actor("set-up", Post.OPERATOR, None)
    _give("site", operator, code=code, name=code, trade="real_estate", **hours)
    site_id = people.site_by_code(code).pk
    operator = Actor("set-up", Post.OPERATOR, site_id)
    _give("staff", operator, code=f"l{number}", name="组长", post="lead", team="一组")
    _give("staff", operator, code=f"d{number}", name="前台", post="desk")
    for place in range(1, consultants + 1):
        code = f"c{number}-{place:02}"
        _give("staff", operator, code=code, name="顾问", post="salesperson", team="一组")
        _give("sign_in", people.actor_by_code(code, datetime.now(UTC)))
    token = secrets.token_urlsafe(32)
    Token.objects.create(
        staff=Staff.objects.get(code=f"d{number}"),
        label="faults",
        digest=sha256(token.encode()).digest(),
        created_at=datetime.now(UTC),
    )
    return {"site_id": site_id, "desk": f"d{number}", "token": token}


if __name__ == "__main__":
    main()
