"""Every day script once more with a worker that is an hour late: the same answers, the same events (R11).

Whatever the script does in that hour lies between the due instant and the handler's run. An event bears
its due instant and judges the state of that instant, so nothing may come out differently.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from salesfloor.app import database
from salesfloor.app.replay import Replay, happening_as_json
from salesfloor.app.scripts import read_script
from salesfloor.base import beforehand
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.deadlines import running
from tests.scripts.test_clause_scripts import scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from salesfloor.app.scripts import ScriptLine
    from salesfloor.base.commands import Happening

pytestmark = [pytest.mark.django_db, pytest.mark.fault("R11"), pytest.mark.case(34)]
LATE = timedelta(hours=1)
LAST = timedelta(days=1)
BY_SEQUENCE = frozenset({"arrival", "customer", "code", "sha256", "url"})
"""Numbers that run on where a run is taken back, and what is sealed or signed with them."""
Answers = list[dict[str, Any]]


def go_by_the_real_clock() -> None:
    """Let lines be recorded later than they say, as they are where the worker is late."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        database.set_clock("real")
        cursor.execute(f"SET LOCAL ROLE {database.APP_ROLE}")


class LateReplay(Replay):
    """A run of a script whose worker is an hour behind the lines."""

    def run(self, lines: Iterable[ScriptLine]) -> Iterator[dict[str, Any]]:
        for line in lines:
            yield from self.happen(line.at - LATE)
            yield from self._answer(line)

    def happen(self, until: datetime) -> Iterator[dict[str, Any]]:
        return map(happening_as_json, deadlines.run_due(until))


def told(run: Replay, lines: list[ScriptLine]) -> tuple[Answers, Answers]:
    """Return the answers of the lines, and the events in the order of their instants."""
    rows = list(run.run(lines))
    rows += map(happening_as_json, deadlines.run_due(lines[-1].at + LAST))
    answers = [_plain(row) for row in rows if "line" in row]
    return answers, sorted((_plain(row) for row in rows if "auto" in row), key=str)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in BY_SEQUENCE}


@pytest.mark.parametrize("script", scripts())
def test_a_late_worker_changes_nothing(script: Path) -> None:
    lines = read_script(script.read_text(encoding="utf-8"))
    go_by_the_real_clock()
    before = transaction.savepoint()
    answers, events = told(Replay(), lines)
    transaction.savepoint_rollback(before)

    before_acts: list[Happening] = []
    beforehand.use_due(lambda site_id, at: before_acts.extend(running.run_before(site_id, at)))
    try:
        late_answers, late_events = told(LateReplay(), lines)
    finally:
        beforehand.use_due(running.run_before)
    late_events += map(_plain, map(happening_as_json, before_acts))

    assert [row for row in events if row not in late_events] == []
    assert [row for row in late_events if row not in events] == []
    assert [row for row in late_answers if row not in answers] == []
