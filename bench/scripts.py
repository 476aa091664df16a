"""How fast a month runs as a day script."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import month
import orjson
from rows import Row, middle
from stand import PROGRAM

if TYPE_CHECKING:
    from stand import Stand

SEED = 7


def measure(stand: Stand, rounds: int) -> list[Row]:
    """Replay a month and its first line in turn; the difference is what the lines cost."""
    written = month.write_month(SEED)
    path, start = stand.folder / "month.jsonl", stand.folder / "morning.jsonl"
    path.write_text(month.script_of(written.lines), encoding="utf-8")
    start.write_text(month.script_of(written.lines[:1]), encoding="utf-8")
    lines = len(written.lines)
    took, began = [], []
    for _ in range(rounds):
        started = time.monotonic()
        _check(_replay(path), written)
        took.append(time.monotonic() - started)
        started = time.monotonic()
        _replay(start)
        began.append(time.monotonic() - started)
    running = [(lines - 1) / (whole - start) for whole, start in zip(took, began, strict=True)]
    return [
        Row(
            f"replay --json of {lines:,} lines, once it has started",
            f"{middle(took) - middle(began):.1f} s",
            f"start {middle(began):.1f} s",
            middle(running),
            300,
            1000,
            unit="/s",
        ),
        Row(
            "  the same, start and all",
            f"{middle(took):.1f} s",
            "",
            lines / middle(took),
            unit="/s",
        ),
    ]


def _replay(script: Path) -> bytes:
    order = [str(PROGRAM), "replay", str(script), "--json"]
    return subprocess.run(order, check=True, capture_output=True).stdout


def _check(printed: bytes, whole: month.Month) -> None:
    """Hold the answers against what the writer of the month foretold.

    :raises AssertionError: a line was refused, went to somebody else, or nothing verifies.
    """
    answers = [orjson.loads(line) for line in printed.splitlines()]
    told = [answer for answer in answers if "line" in answer]
    refused = [answer for answer in told if not answer["ok"]]
    given = {answer["ref"]: answer["assigned_to"] for answer in told if "register_no" in answer}
    if refused or given != whole.foretold or len(told) != len(whole.lines):
        message = f"the month went otherwise than foretold: {refused[:3]}"
        raise AssertionError(message)
    if told[-1].get("do") != "verify":
        message = "the registers were not verified"
        raise AssertionError(message)
