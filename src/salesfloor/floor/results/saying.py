"""Writing down what somebody answered of a day, for the round and the close; and what was said last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.sql import fetch_one
from salesfloor.floor.results.choices import FIGURES
from salesfloor.floor.results.models import Answered, Counted

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.floor.results.choices import Source


_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 4221))"


def one_at_a_time(staff_id: int, on: date) -> None:
    """Let what is said and counted of a person's day be written down one after the other."""
    fetch_one(_LOCK, (f"{staff_id}:{on.isoformat()}",))


def say(  # noqa: PLR0917 - the facts of an answer
    site_id: int,
    staff_id: int,
    on: date,
    at: datetime,
    by: str,
    source: Source,
    **figures: int | None,
) -> Answered:
    """Write down a person's word about a day."""
    return Answered.objects.create(
        site_id=site_id, staff_id=staff_id, on=on, at=at, by=by, source=source, **figures
    )


def said_last(staff_id: int, on: date, at: datetime) -> dict[str, int | None]:
    """Return a person's latest figures of a day, each None where nothing was said of it."""
    return _latest(Answered, staff_id, on, at)


def held(staff_id: int, on: date, at: datetime) -> dict[str, int | None]:
    """Return the figures that hold of a day: the house's count, else the person's word."""
    counted = _latest(Counted, staff_id, on, at)
    said = said_last(staff_id, on, at)
    return {name: said[name] if counted[name] is None else counted[name] for name in FIGURES}


def counted(staff_id: int, on: date, at: datetime) -> dict[str, int | None]:
    """Return the house's latest count of a day."""
    return _latest(Counted, staff_id, on, at)


def _latest(
    model: type[Answered | Counted], staff_id: int, on: date, at: datetime
) -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(FIGURES)
    rows = model.objects.filter(staff_id=staff_id, on=on, at__lte=at)
    for row in rows.order_by("at", "pk"):
        for name in FIGURES:
            value = getattr(row, name)
            found[name] = found[name] if value is None else value
    return found
