"""Several people who act at once, each over a connection of their own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

from django.db import connection

from salesfloor.base.commands import COMMANDS
from salesfloor.base.refusals import Busy, KeyReused, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from salesfloor.base.commands import Actor

Result = tuple[str, Any]
"""What came of an act: `done` and its answer, else `refused`, `busy` or `reused` and why."""


def give(
    actor: Actor, at: datetime, do: str, *, key: str | None = None, body: str = "", **given: Any
) -> Result:
    """Give a command and say what came of it."""
    try:
        outcome = COMMANDS[do].give(actor=actor, at=at, given=given, key=key, fingerprint=body)
    except Refused as refused:
        return "refused", refused.clause
    except Busy:
        return "busy", None
    except KeyReused:
        return "reused", None
    return "done", outcome.answer


def at_once(acts: Sequence[Callable[[], Result]], *, people: int = 8) -> list[Result]:
    """Let so many people carry the acts out side by side; the first ones start together."""
    people = min(people, len(acts))
    line = threading.Barrier(people)
    started = threading.local()

    def act(one: Callable[[], Result]) -> Result:
        if not getattr(started, "with_others", False):
            started.with_others = True
            connection.ensure_connection()
            line.wait(timeout=30)
        return one()

    def leave() -> None:
        line.wait(timeout=30)
        connection.close()

    with ThreadPoolExecutor(people) as crowd:
        under_way = [crowd.submit(act, one) for one in acts]
        wait(under_way)
        for gone in [crowd.submit(leave) for _ in range(people)]:
            gone.result()
    return [one.result() for one in under_way]
