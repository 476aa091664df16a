"""Play a day into a furnished database, in a process of its own, and give everybody in it a key.

    python playing.py URL SCRIPT      prints {"manager": "token", ...}

The registers go by the script's clock meanwhile, and on from its last line afterwards.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from datetime import UTC, datetime
from pathlib import Path

from salesfloor.app import database, preparing


def main() -> None:
    """Play, and print the keys."""
    url, script = sys.argv[1:3]
    place = preparing.Place(url)
    preparing.make_ready(place)
    preparing.set_clock(place, "script")
    from salesfloor.app import tokens  # noqa: PLC0415 - after Django's set-up
    from salesfloor.app.replay import Replay  # noqa: PLC0415
    from salesfloor.app.scripts import read_script  # noqa: PLC0415

    lines = read_script(Path(script).read_text(encoding="utf-8"))
    with database.as_app():
        deque(map(_check, Replay().run(lines)), maxlen=0)
    people = [line.given["code"] for line in lines if line.do == "staff"]
    issued = {
        code: tokens.issue(code, label="faults", at=datetime(2026, 1, 1, tzinfo=UTC))
        for code in people
    }
    preparing.set_clock(place, "demo", (lines[-1].at - datetime.now(UTC)).total_seconds())
    json.dump(issued, sys.stdout)


def _check(row: dict[str, object]) -> None:
    if row.get("ok") is False:
        raise AssertionError(row)


if __name__ == "__main__":
    main()
