"""Old books that come in while others are at work, or twice at the same moment."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import psycopg
import pytest
from django.db import connection

from salesfloor.floor.reception.models import Reception
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor
from tests.spreadsheets import SheetMade, send, workbook

pytestmark = pytest.mark.django_db(transaction=True)
LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 3310))"
HEADER = ["日期", "时间", "姓名", "电话", "接待人"]


def lines(count: int, first: int = 0) -> bytes:
    rows = [
        [f"2026-02-{day % 28 + 1:02}", "9:00", "林", f"139{day:08}", "A"]
        for day in range(first, first + count)
    ]
    return workbook(SheetMade("来访", [HEADER, *rows]))


@pytest.mark.case(14)
def test_the_same_file_at_the_same_time_comes_in_once() -> None:
    floor = Floor()
    file, manager, at = send(floor, lines(600)), floor.actor("manager"), floor.moment("09:00")
    act = partial(give, manager, at, "import_file", kind="registers", file=file, apply=True)

    results = at_once([act] * 4)

    done = [answer["added"] for what, answer in results if what == "done"]
    assert max(done) == 600
    assert sum(done) == 600
    assert {what for what, _ in results} <= {"done", "refused"}
    assert Reception.objects.count() == 600


def test_live_visits_find_their_numbers_behind_the_old_ones() -> None:
    floor = Floor()
    floor.sign_in("a", "b", "c", "d")
    file, at = send(floor, lines(300)), floor.moment("09:00")
    manager, desk = floor.actor("manager"), floor.actor("desk")
    load = partial(give, manager, at, "import_file", kind="registers", file=file, apply=True)

    results = at_once([load, *[partial(give, desk, at, "visit")] * 12])

    assert {what for what, _ in results} == {"done"}
    numbers = Reception.objects.filter(channel="visit").values_list("register_no", flat=True)
    assert sorted(numbers) == list(range(1, 313))
    assert floor.ask("verify")["ok"]


@pytest.mark.case(14)
def test_who_comes_second_is_told_that_the_same_file_is_under_way() -> None:
    floor = Floor()
    file = send(floor, lines(3))
    given: dict[str, Any] = {"kind": "registers", "file": file, "apply": True}
    held = f"import:{floor.site_id}:{file}"
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(LOCK, (held,))
        refused = floor.refusal("import_file", by="manager", **given)
    assert (refused.clause, str(refused.sentence)) == (
        "input",
        "The same file is being let in at this moment.",
    )
    assert floor.give("import_file", by="manager", **given)["added"] == 3
