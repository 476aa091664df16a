"""The process that lets an old register in is killed in the middle: all of it comes in, or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.office import HERE, Office, copy_of, wait_until
from tests.spreadsheets import SheetMade, workbook

ROWS = 12_000
"""As many as take seconds to write: how far it is, is written down about every second."""
HEADER = ["日期", "时间", "姓名", "电话", "接待人"]
_FOUND = """
    SELECT (SELECT count(*) FROM reception_reception WHERE is_late),
        (SELECT count(*) FROM register.line WHERE kind = 'late_entry'),
        (SELECT count(*) FROM customers_claim), (SELECT count(*) FROM imports_knownrow)
"""
_PROGRESS = "SELECT state, step, done, tries FROM jobs_job ORDER BY id DESC LIMIT 1"


def register(rows: int) -> bytes:
    told = [
        [
            f"2026-02-{row % 28 + 1:02}",
            f"{9 + row % 8}:{row % 60:02}",
            "客户",
            f"139{row:08}",
            "林顾问",
        ]
        for row in range(rows)
    ]
    return workbook(SheetMade("来访", [HEADER, *told]))


def order(office: Office, *said: str) -> list[str]:
    return [sys.executable, str(HERE / "letting_in.py"), office.url, *said]


def run(office: Office, *said: str) -> None:
    done = subprocess.run(
        order(office, *said), env=office.environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def asked(office: Office, question: str) -> tuple[Any, ...]:
    with office.connect() as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row


def kill_in_the_middle(office: Office, attempt: int) -> None:
    """Start carrying the job out, and kill that process while it writes, in that attempt and no earlier one."""
    process = subprocess.Popen(
        order(office, "work"), env=office.environment, stderr=subprocess.DEVNULL
    )

    def is_writing() -> bool:
        assert process.poll() is None, "it was over before it could be killed"
        state, step, done, tries = asked(office, _PROGRESS)
        return bool((state, step, tries) == ("running", "write", attempt) and 0 < done < ROWS)

    wait_until(is_writing, 120)
    process.kill()
    process.wait()


@pytest.mark.case(14)
@pytest.mark.case(38)
@pytest.mark.parametrize("deaths", [1, pytest.param(4, marks=pytest.mark.faults)])
def test_a_killed_import_comes_in_whole_or_not_at_all(
    furnished: Office, room: Path, deaths: int
) -> None:
    with copy_of(furnished, room) as office:
        site = office.sites["S1"]["site_id"]
        file = room / "old.xlsx"
        file.write_bytes(register(ROWS))
        run(office, "ask", str(file), str(site))
        before = asked(office, _FOUND)

        for attempt in range(1, deaths + 1):
            kill_in_the_middle(office, attempt)
            assert asked(office, _FOUND) == before == (0, 0, 0, 0)
        run(office, "work")

        state, _, _, tries = asked(office, _PROGRESS)
        assert (state, tries) == ("done", deaths + 1)
        let_in = asked(office, _FOUND)
        assert (let_in[0], let_in[2], let_in[3]) == (ROWS, ROWS, ROWS)
        assert office.audit([])["gaps"] == []
        assert office.audit([])["first_bad"] is None

        renamed = room / "again.xlsx"
        renamed.write_bytes(register(ROWS))
        run(office, "ask", str(renamed), str(site))
        run(office, "work")
        assert asked(office, _FOUND) == let_in
