"""A process that carries out jobs, made to be killed; and what a manager does before.

python letting_in.py URL ask FILE SITE      puts the file in line at the site
python letting_in.py URL work               carries out what waits, until nothing does
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from salesfloor.app import database


def main() -> None:
    """Do what is asked for."""
    url, act, *more = sys.argv[1:]
    database.set_up_django(url, role=database.APP_ROLE)
    if act == "ask":
        _ask(Path(more[0]), int(more[1]))
    else:
        _work()


def _ask(file: Path, site_id: int) -> None:
    from salesfloor.base.commands import COMMANDS, Actor  # noqa: PLC0415 - after Django's set-up
    from salesfloor.base.posts import Post  # noqa: PLC0415
    from salesfloor.kernel.imports import api as imports  # noqa: PLC0415
    from salesfloor.kernel.jobs import api as jobs  # noqa: PLC0415
    from salesfloor.kernel.people import api as people  # noqa: PLC0415

    at = datetime.now(UTC)
    operator = Actor("set-up", Post.OPERATOR, site_id)
    if not people.Staff.objects.filter(code="m").exists():
        for code, name, post in (("m", "孟经理", "manager"), ("lin", "林顾问", "salesperson")):
            team = "一组" if post == "salesperson" else None
            given = {"code": code, "name": name, "post": post, "team": team}
            COMMANDS["staff"].give(actor=operator, at=at, given=given)
    manager = people.actor_by_code("m", at)
    value = imports.receive(
        site_id=site_id,
        staff_id=manager.staff_id,
        name=file.name,
        content=file.read_bytes(),
        at=at,
    )
    jobs.start(manager, at, "import_file", {"kind": "registers", "file": value, "apply": True})


def _work() -> None:
    from salesfloor.app.jobs import heard, now  # noqa: PLC0415 - after Django's set-up
    from salesfloor.kernel.jobs import api as jobs  # noqa: PLC0415

    while jobs.run_waiting(now, heard):
        pass


if __name__ == "__main__":
    main()
