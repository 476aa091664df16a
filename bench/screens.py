"""How soon two hundred screens show what was committed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING, Final

import windows
from rows import Row, percentile

if TYPE_CHECKING:
    from stand import Office, Server, Stand

HERE: Final = Path(__file__).resolve().parent
SCREENS: Final = 200
COMMITS: Final = 40
PAUSE: Final = 0.3
_COMMITTED: Final = """
    SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin))::float FROM rulebook_evidence
    ORDER BY id DESC LIMIT 1
"""


def measure(stand: Stand, database: str, server: Server, office: Office) -> list[Row]:
    """Commit visits one by one and see when each reaches all screens.

    The clock starts at the server's own moment of the commit, before it is flushed to disk.
    """
    path = f"/events/{office.site_id}?view=board.zh-hans"
    order = [sys.executable, str(HERE / "watch.py"), str(server.port), str(SCREENS), path]
    order.append(f"sessionid={office.session}")
    committed: list[float] = []
    with (
        stand.connect(database) as connection,
        subprocess.Popen(
            order, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as screens,
    ):
        assert screens.stdout is not None  # noqa: S101 - asked for above
        if screens.stdout.readline().strip() != "open":
            message = "the screens stay dark"
            raise RuntimeError(message)
        for _ in range(COMMITS):
            time.sleep(PAUSE)
            windows.measure_once(server, windows.rest_visits([office], 1)[0])
            row = connection.execute(_COMMITTED.encode()).fetchone()
            committed.append(row[0] if row else 0.0)
        time.sleep(PAUSE)
        moments: list[list[float]] = json.loads(screens.communicate()[0])
    delays = [_delay(each, at) for at in committed for each in moments]
    worst_but_one = percentile(delays, 0.99) * 1000
    return [
        Row(
            f"a commit on {SCREENS} screens, p99",
            f"{worst_but_one:.0f} ms",
            f"p50 {percentile(delays, 0.5) * 1000:.0f} ms",
            worst_but_one,
            100,
            30,
            "less",
            " ms",
        )
    ]


def _delay(moments: list[float], at: float) -> float:
    """Return how long after a commit a screen was told; infinite where it never was."""
    place = bisect_left(moments, at)
    return moments[place] - at if place < len(moments) else float("inf")
