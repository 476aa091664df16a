"""Write a month of an ordinary sales office as a day script, and foretell what it answers.

    python bench/month.py --seed 7 > month.jsonl

Ten consultants sign in each morning; the desk registers visits and calls and ends receptions;
owners follow up.  The writer keeps its own small model of turns and claims (first free person
of the queue, seven days of validity), so that the answers can be held against a second opinion.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from heapq import heappop, heappush
from typing import Any, Final

CHINA: Final = timezone(timedelta(hours=8))
FIRST_DAY: Final = datetime(2026, 3, 1, tzinfo=CHINA)
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
CONSULTANTS: Final = tuple(f"c{number:02}" for number in range(1, 11))
VALID_DAYS: Final = 7
VISITS_A_DAY: Final = 13
CALLS_A_DAY: Final = 9
FOLLOW_UPS_A_DAY: Final = 31

Line = dict[str, Any]


@dataclass(slots=True)
class Claim:
    """Whose customer, by what, to the end of which day."""

    owner: str
    kind: str
    last_day: int


@dataclass(slots=True)
class Month:
    """The script so far, and what the answers must be."""

    random: random.Random
    lines: list[Line] = field(default_factory=list)
    foretold: dict[str, str] = field(default_factory=dict)
    """Who receives the reception of that name."""
    queues: dict[str, list[str]] = field(default_factory=dict)
    busy: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    phones: int = 0
    receptions: int = 0

    def say(self, at: datetime, do: str, **fields: Any) -> None:  # noqa: ANN401 - JSON values
        """Append a line."""
        self.lines.append({"at": at.isoformat(), "do": do, **fields})

    def name(self) -> str:
        """Return a name."""
        given = "".join(self.random.choices(GIVEN, k=self.random.choice((1, 2))))
        return self.random.choice(SURNAMES) + given

    def new_phone(self) -> str:
        """Return a phone nobody had before."""
        self.phones += 1
        return f"1{self.random.choice('35789')}{self.phones * 7_919 % 10**9:09}"

    def standing(self, phone: str, day: int) -> Claim | None:
        """Return the claim on a phone, unless it has lapsed."""
        claim = self.claims.get(phone)
        return claim if claim is not None and claim.last_day >= day else None


def write_month(seed: int, days: int = 28) -> Month:
    """Return a month of about 85 lines a day."""
    # The same month every time; nothing secret is drawn.
    month = Month(random.Random(seed))  # noqa: S311
    _set_up(month)
    for day in range(days):
        _work(month, day)
    month.say(FIRST_DAY + timedelta(days=days, hours=-3), "verify")
    return month


def _set_up(month: Month) -> None:
    at = FIRST_DAY + timedelta(hours=7, minutes=30)
    month.say(
        at, "site", code="M", name="滨江案场", trade="real_estate", opens="09:00", closes="18:00"
    )
    people = [("m1", "manager", None), ("l1", "lead", "一组"), ("l2", "lead", "二组")]
    people += [
        (code, "salesperson", ("一组", "二组")[index % 2]) for index, code in enumerate(CONSULTANTS)
    ]
    people += [("d1", "desk", None), ("f1", "finance", None), ("a1", "admin", None)]
    for code, post, team in people:
        month.say(at, "staff", code=code, name=month.name(), post=post, team=team)
    for code in CONSULTANTS:
        month.say(at, "issue_book", by="a1", to=code)


def _work(month: Month, day: int) -> None:
    """Write one day: signing in, then arrivals, ends and follow-ups as their minutes come."""
    opening = FIRST_DAY + timedelta(days=day, hours=8, minutes=20)
    present = month.random.sample(CONSULTANTS, k=month.random.choice((8, 9, 9, 10)))
    for place, code in enumerate(present):
        month.say(opening + timedelta(minutes=2 * place), "sign_in", by=code)
    month.queues = {"visit": list(present), "call": list(present)}
    month.busy = {}
    events: list[tuple[datetime, int, str, str]] = []
    channels = ["visit"] * VISITS_A_DAY + ["call"] * CALLS_A_DAY
    channels += ["follow_up"] * FOLLOW_UPS_A_DAY
    for number, channel in enumerate(channels):
        minutes = month.random.randint(40, 570)
        heappush(
            events, (opening + timedelta(minutes=minutes, seconds=number), number, channel, "")
        )
    while events:
        at, number, kind, ref = heappop(events)
        if kind == "end":
            _end(month, at, ref)
        elif kind == "follow_up":
            _follow_up(month, at, day)
        elif received := _receive(month, at, day, kind):
            minutes = (
                month.random.randint(12, 45) if kind == "visit" else month.random.randint(2, 8)
            )
            heappush(events, (at + timedelta(minutes=minutes), 1000 + number, "end", received))


def _receive(month: Month, at: datetime, day: int, channel: str) -> str | None:
    """Register a customer, unless nobody is free; return the name of the reception."""
    free = [code for code in month.queues[channel] if code not in month.busy.values()]
    if not free:
        return None
    known = [phone for phone in month.claims if month.random.random() < 0.02]  # noqa: PLR2004
    phone = known[0] if known and month.random.random() < 0.25 else month.new_phone()  # noqa: PLR2004
    claim = month.standing(phone, day)
    receiver = claim.owner if claim and claim.owner in free else free[0]
    if claim is None:
        month.queues[channel].remove(receiver)
        month.queues[channel].append(receiver)
        month.claims[phone] = Claim(receiver, channel, day + VALID_DAYS)
    elif channel == "visit":
        claim.kind, claim.last_day = "visit", day + VALID_DAYS
    month.receptions += 1
    ref = f"r{month.receptions}"
    month.busy[ref] = month.foretold[ref] = receiver
    month.say(at, channel, by="d1", ref=ref, name=month.name(), phone=phone)
    return ref


def _end(month: Month, at: datetime, ref: str) -> None:
    del month.busy[ref]
    grade = month.random.choice("ABCD")
    month.say(
        at, "end", by="d1", ref=ref, outcome="negotiated", grade=grade, need="自住", problem="价格"
    )


def _follow_up(month: Month, at: datetime, day: int) -> None:
    """Write down a contact by the owner; one that reaches the customer keeps a visit claim alive."""
    standing = [phone for phone in month.claims if month.standing(phone, day)]
    if not standing:
        return
    phone = month.random.choice(standing)
    claim = month.claims[phone]
    reached = month.random.random() < 0.8  # noqa: PLR2004
    if reached and claim.kind == "visit":
        claim.last_day = day + VALID_DAYS
    method = month.random.choice(("call", "call", "message"))
    month.say(
        at, "follow_up", by=claim.owner, phone=phone, method=method, note="回访", reached=reached
    )


def script_of(lines: list[Line]) -> str:
    """Return the text of a day script."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def main() -> None:
    """Print a month."""
    parser = argparse.ArgumentParser(description="Write a month as a day script.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--days", type=int, default=28)
    given = parser.parse_args()
    sys.stdout.write(script_of(write_month(given.seed, given.days).lines))


if __name__ == "__main__":
    main()
