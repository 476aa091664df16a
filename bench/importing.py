"""An old register of 100,000 rows let in from the terminal: how long it takes, how much memory it needs."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import orjson
import xlsxwriter
from rows import Row
from stand import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from stand import Stand

ROWS: Final = 100_000
LONGEST, LARGEST = 60, 300
"""Seconds and megabytes that are enough."""
_HEADER: Final = ("日期", "时间", "姓名", "电话", "居住区域", "认知途径", "接待人", "备注")
_CONSULTANTS: Final = {"a": "安宁", "b": "白露", "c": "陈晨"}
_AT: Final = "2026-03-02T08:00:00+08:00"
_A_DAY: Final = 100


def measure(stand: Stand, rows: int = ROWS) -> list[Row]:
    """Write the register, open a site with its people, and let the register in as an office does."""
    folder = stand.folder / "old"
    folder.mkdir(exist_ok=True)
    _write_register(folder / "old.xlsx", rows)
    people = folder / "people.jsonl"
    people.write_bytes(b"\n".join(map(orjson.dumps, _people())))
    url = stand.create("old")
    environment = stand.environment("old")
    for order in (["replay", people, "--database", url], ["verify"]):
        subprocess.run([PROGRAM, *order], check=True, capture_output=True, env=environment)
    seconds, megabytes, answer = _let_in(folder / "old.xlsx", environment)
    if (answer.get("added"), answer["claims"]) != (rows, {"standing": 0, "lapsed": rows}):
        message = f"the register came in otherwise than it stands: {answer}"
        raise AssertionError(message)
    name = f"an old register of {rows:,} rows comes in"
    took = Row(name, f"{seconds:.0f} s", "", seconds, LONGEST, None, "less", " s")
    peak = f"{megabytes:.0f} MB"
    return [took, Row("  memory at its peak", peak, "", megabytes, LARGEST, None, "less", " MB")]


def _write_register(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("来访")
    sheet.write_row(0, 0, _HEADER)
    names = list(_CONSULTANTS.values())
    for number in range(rows):
        day = date(2023, 1, 1) + timedelta(days=number // _A_DAY)
        clock = f"{9 + number % 9}:{number * 7 % 60:02}"
        phone = str(13_910_000_000 + number * 37)
        told = (day.isoformat(), clock, "林先生", phone, "城西", "广告", names[number % 3], "")
        sheet.write_row(number + 1, 0, told)
    book.close()


def _people() -> list[dict[str, object]]:
    site = {"do": "site", "code": "OLD", "name": "老案场", "trade": "real_estate"}
    people = [("m", "孟河", "manager", None), ("l", "林立", "lead", "T1")]
    people += [(code, name, "salesperson", "T1") for code, name in _CONSULTANTS.items()]
    orders: list[dict[str, object]] = [site | {"opens": "09:00", "closes": "18:00"}]
    orders += [
        {"do": "staff", "code": code, "name": name, "post": post, "team": team}
        for code, name, post, team in people
    ]
    return [{"at": _AT, **order} for order in orders]


def _let_in(file: Path, environment: dict[str, str]) -> tuple[float, float, dict[str, Any]]:
    """Return the program's seconds from its start, its memory at its peak, and what it answered."""
    order = [PROGRAM, "import", file, "--site", "OLD", "--by", "m", "--kind", "registers"]
    began = time.monotonic()
    with subprocess.Popen(
        [*order, "--apply", "--json"], stdout=subprocess.PIPE, env=environment
    ) as program:
        assert program.stdout is not None  # noqa: S101 - piped
        said = program.stdout.read()
        _, _, used = os.wait4(program.pid, 0)
        program.returncode = 0
    return time.monotonic() - began, used.ru_maxrss / 1024, orjson.loads(said)
