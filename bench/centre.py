"""Open one bank-card centre with many people through the product's own commands; print their keys.

    python bench/centre.py URL PEOPLE

Runs in a process of its own, because Django serves one database a process.
"""

from __future__ import annotations

import sys
from typing import Any, Final

import orjson
from furnish import give, log_in, token

from salesfloor.app import database, preparing

TEAMS: Final = 10


def main() -> None:
    """Furnish, and print the site with the keys of its manager and its people."""
    url, count = sys.argv[1], int(sys.argv[2])
    preparing.make_ready(preparing.Place(url))
    sys.stdout.buffer.write(orjson.dumps(_open(count)))


def _open(count: int) -> dict[str, Any]:
    from salesfloor.base.commands import Actor  # noqa: PLC0415 - after Django's set-up
    from salesfloor.base.posts import Post  # noqa: PLC0415
    from salesfloor.kernel.people import api as people  # noqa: PLC0415

    operator = Actor("bench", Post.OPERATOR, None)
    policy = {"target.measure": "complete", "floor.duties": ["pulse"]}
    facts = {"code": "BC", "name": "Centre", "trade": "bank_cards", "policy": policy}
    give("site", operator, **facts, opens="09:00", closes="18:00")
    site_id = people.site_by_code("BC").pk
    here = Actor("bench", Post.OPERATOR, site_id)
    give("staff", here, code="m", name="M", post="manager")
    for team in range(TEAMS):
        give("staff", here, code=f"l{team}", name="L", post="lead", team=f"T{team}")
    codes = [f"p{number:03}" for number in range(count)]
    for number, code in enumerate(codes):
        give("staff", here, code=code, name="P", post="salesperson", team=f"T{number % TEAMS}")
    database.set_clock("real")
    for code in ("m", *codes):
        log_in(code)  # keys are good for people with an account
    return {"site_id": site_id, "manager": token("m"), "people": [token(code) for code in codes]}


if __name__ == "__main__":
    main()
