"""A desk that never gives up: registers customers and ends their receptions, over and over.

    python clerk.py URL DESK LOG [ROUNDS]

Gives real commands in a process of its own.  Whatever breaks, the same command goes out again
under the same key until there is an answer; each answer is noted in LOG before the next command.
SIGTERM ends it after the answer that is awaited.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from salesfloor.app import database

if TYPE_CHECKING:
    from types import FrameType

    from salesfloor.base.commands import Actor

PATIENCE: Final = 60.0
_told_to_stop: Final[list[int]] = []


def main() -> None:
    """Work until told to stop, or for so many rounds."""
    url, desk, log = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else sys.maxsize
    signal.signal(signal.SIGTERM, _stop)
    database.set_up_django(url, role=database.APP_ROLE)
    notes = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    actor = _actor(desk)
    os.write(notes, b"")
    for number in count(1):
        if _told_to_stop or number > rounds:
            return
        _serve_one(actor, notes, number)


def _stop(number: int, frame: FrameType | None) -> None:
    del frame
    _told_to_stop.append(number)


def _actor(desk: str) -> Actor:
    from salesfloor.kernel.people import api as people  # noqa: PLC0415 - after Django's set-up

    return people.actor_by_code(desk, datetime.now(UTC))


def _serve_one(actor: Actor, notes: int, number: int) -> None:
    """Register somebody new and end the reception."""
    do = "call" if number % 4 == 0 else "visit"
    ref = f"{os.getpid()}-{number}"
    phone = f"13{os.getpid() % 10_000:04}{number % 100_000:05}"
    _insist(notes, actor, do, {"ref": ref, "name": "王芳", "phone": phone})
    _insist(notes, actor, "end", {"ref": ref, "outcome": "no_deal", "reason": "价格"})


def _insist(notes: int, actor: Actor, do: str, given: dict[str, Any]) -> None:
    from django.db import Error, connection  # noqa: PLC0415 - after Django's set-up

    from salesfloor.base.commands import COMMANDS  # noqa: PLC0415
    from salesfloor.base.refusals import Busy, Refused  # noqa: PLC0415

    key = f"{do}-{given['ref']}"
    fingerprint = sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
    end = time.monotonic() + PATIENCE
    tries = 0
    while True:
        tries += 1
        try:
            outcome = COMMANDS[do].give(
                actor=actor, at=datetime.now(UTC), given=given, key=key, fingerprint=fingerprint
            )
        except (Error, Busy):
            if time.monotonic() > end:
                raise
            connection.close()
            time.sleep(0.02)
        except Refused as refusal:
            _note(notes, key=key, refused=str(refusal))
            return
        else:
            _note(notes, key=key, do=do, answer=outcome.answer, tries=tries)
            return


def _note(notes: int, **facts: Any) -> None:
    os.write(notes, json.dumps(facts).encode() + b"\n")


if __name__ == "__main__":
    main()
