"""A floor in the middle of its day, to look at and to try things on."""

from __future__ import annotations

from collections import deque
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils import timezone

from salesfloor.app import database, preparing
from salesfloor.app.demo import accounts, plans
from salesfloor.app.demo.days import DemoDay
from salesfloor.app.demo.history import History
from salesfloor.app.replay import Replay
from salesfloor.base.china_time import day_of
from salesfloor.kernel.people.api import actor_by_code, site_by_code

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.app.preparing import Place


def make(place: Place) -> None:
    """Play the demo's days on an empty database and mark it as a demo."""
    real_now = timezone.now()
    day = DemoDay.seen_from(real_now)
    preparing.set_clock(place, "script")
    with database.as_app():
        play(day)
    ahead = (day.now - real_now).total_seconds() if day.now != real_now else 0
    preparing.set_clock(place, "demo", ahead)


def play(day: DemoDay) -> None:
    """Run the scripts up to the demo's hour; the clock must be the script's."""
    replay = Replay()
    area = day.lines("area")
    units, pictures = plans.named(day.lines("units"))
    deals = plans.in_materials(day.lines("deals"), pictures, "户型")
    money = [*deals, *day.lines("showroom"), *day.lines("people")]
    first = [*day.lines("setup"), *units, *area, *day.lines("centre")]
    first += [one for one in money if day_of(one.at) < day.day]
    before = sorted(first, key=attrgetter("at"))
    deque(replay.run([one for one in before if one.at <= area[-1].at]), maxlen=0)
    accounts.open_all(site_by_code("LT").pk, area[-1].at)
    plans.send(pictures, actor=actor_by_code("manager", area[-1].at), at=area[-1].at)
    later = [one for one in before if one.at > area[-1].at]
    history = History(replay, day, others=later)
    history.play()
    today = [*day.lines("today"), *day.lines("area-today"), *day.lines("centre-today")]
    today += [one for one in money if day_of(one.at) == day.day]
    today += [
        day.line(at, "follow_up", by, **given) for at, by, given in history.follow_ups_of_today()
    ]
    deque(replay.run(sorted(today, key=attrgetter("at"))), maxlen=0)


def resume(place: Place) -> None:
    """Let the demo's clock go on where it stood: it does not run while nobody serves."""
    stopped = _latest_moment()
    if stopped is not None:
        ahead = (stopped - timezone.now()).total_seconds()
        preparing.set_clock(place, "demo", ahead)


def _latest_moment() -> datetime | None:
    from salesfloor.kernel.registers.api import Book  # noqa: PLC0415

    return Book.objects.order_by("-last_at").values_list("last_at", flat=True).first()
