"""Time the first and the next start from a clone: everything is installed anew.

    python bench/from_clone.py

Not part of `make bench`, because it fetches packages.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Final

from rows import Row, as_table
from stand import free_port

HERE: Final = Path(__file__).resolve().parent
LONGEST: Final = 600.0


def start(clone: Path) -> float:
    """Return the seconds until the log-in page answers."""
    port = free_port()
    began = time.monotonic()
    order = ["make", "run", f"ARGS=--port {port}"]
    kept = ("VIRTUAL_ENV", "PYTHONPATH", "SALESFLOOR_DATA", "DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in kept}
    process = subprocess.Popen(order, cwd=clone, env=environment, start_new_session=True)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5).close()
            except OSError:
                if process.poll() is not None or time.monotonic() - began > LONGEST:
                    raise
                time.sleep(0.1)
            else:
                return time.monotonic() - began
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)


def main() -> int:
    """Clone, start twice, print."""
    with tempfile.TemporaryDirectory(prefix="salesfloor-clone-") as folder:
        clone = Path(folder) / "salesfloor"
        subprocess.run(["git", "clone", "--quiet", str(HERE.parent), str(clone)], check=True)
        first, following = start(clone), start(clone)
    rows = [
        Row("first start from a clone", f"{first:.0f} s", "", first, 90, 40, "less", " s"),
        Row("next start", f"{following:.1f} s", "", following, 8, 4, "less", " s"),
    ]
    print(as_table(rows))
    return int(any(row.verdict == "FAIL" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
