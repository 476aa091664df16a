"""Running what reads strangers' files in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from typing import Final

from salesfloor.kernel.files.inspected import SECONDS, UNUSABLE, Inspected
from salesfloor.kernel.files.kinds import LARGEST, FileKind
from salesfloor.kernel.files.unusable import UnusableError, Why

_PROGRAM: Final = "salesfloor.kernel.files.inspecting"


def run_apart(program: str, given: bytes, *, seconds: float = SECONDS) -> tuple[int, bytes]:
    """Return exit status and output of a module run as a program; one that takes too long is ended."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", program],
            input=given,
            capture_output=True,
            timeout=seconds + 10,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, b""
    return done.returncode, done.stdout


def inspect_apart(content: bytes) -> Inspected:
    """Return the file without metadata, as `inspect` does.

    :raises UnusableError: also where the process died of the file.
    """
    if not content:
        raise UnusableError(Why.EMPTY)
    if len(content) > LARGEST:
        raise UnusableError(Why.TOO_LARGE)
    status, output = run_apart(_PROGRAM, content)
    if status == UNUSABLE:
        raise UnusableError(Why(output.decode()))
    if status != 0:
        raise UnusableError(Why.TOO_MUCH_INSIDE)
    head, _, cleaned = output.partition(b"\n")
    told = json.loads(head)
    taken_at = datetime.fromisoformat(told["taken_at"]) if told["taken_at"] else None
    return Inspected(FileKind(told["kind"]), cleaned, taken_at)
