"""How long the offline verifier takes for a million lines."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import volumes
from rows import Row, middle

from salesfloor.kernel.registers import offline_verifier

if TYPE_CHECKING:
    from stand import Office, Stand

HERE: Final = Path(__file__).resolve().parent
LINES: Final = 1_000_000
A_VOLUME: Final = 1000


def measure(stand: Stand, empty: str, office: Office, rounds: int) -> list[Row]:
    """Fill a register with a million lines, hand it out, and let the one file verify it."""
    stand.create("verified", like=empty)
    with stand.connect("verified") as connection:
        volumes.fill(connection, office.site_id, LINES, A_VOLUME)
    bundle = stand.folder / "registers.zip"
    order = [sys.executable, str(HERE / "bundle.py"), stand.url("verified")]
    order += [str(office.site_id), str(bundle)]
    environment = {**os.environ, "SALESFLOOR_DATA": str(stand.folder / "data")}
    subprocess.run(order, check=True, env=environment)
    took = []
    for _ in range(rounds):
        began = time.monotonic()
        _verify(bundle)
        took.append(time.monotonic() - began)
    return [
        Row(
            f"offline verifier, {LINES:,} lines",
            f"{middle(took):.1f} s",
            "",
            middle(took),
            10,
            4,
            "less",
            " s",
        )
    ]


def _verify(bundle: Path) -> None:
    """Verify the bundle without the product.

    :raises AssertionError: a line does not fit, or there are fewer than were written.
    """
    order = [sys.executable, "-I", offline_verifier.__file__, str(bundle)]
    said = subprocess.run(order, check=False, capture_output=True, text=True)
    counted = re.search(r"every line fits: \d+ volumes, (\d+) lines", said.stdout)
    if said.returncode != 0 or counted is None or int(counted[1]) < LINES:
        message = f"the bundle does not verify:\n{said.stdout[-1000:]}{said.stderr[-1000:]}"
        raise AssertionError(message)
