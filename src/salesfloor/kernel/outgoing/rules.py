"""When a message leaves, how often it is tried, what a service bears: as pure functions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.kernel.outgoing.choices import BY_SMS, ROBOTS, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(minutes=5)
SPREAD: Final = timedelta(seconds=90)
AFTER_SILENCE: Final = timedelta(minutes=2)
_TRIED_FOR: Final = {True: timedelta(minutes=10), False: timedelta(hours=6)}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within so long, by one channel."""

    most: int
    within: timedelta


_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
LIMITS: Final = {
    Way.WECOM: (Limit(20, _MINUTE),),
    Way.DINGTALK: (Limit(20, _MINUTE),),
    Way.FEISHU: (Limit(100, _MINUTE), Limit(5, _SECOND)),
    Way.EMAIL: (Limit(60, _MINUTE),),
    Way.SMS_GATEWAY: (Limit(60, _MINUTE),),
    Way.SMS_ALIYUN: (Limit(60, _MINUTE),),
    Way.WECOM_APP: (Limit(600, _MINUTE),),
    Way.DINGTALK_APP: (Limit(600, _MINUTE), Limit(20, _SECOND)),
    Way.FEISHU_APP: (Limit(1000, _MINUTE), Limit(50, _SECOND)),
}
LONGEST: Final = {
    Way.WECOM: 2048,
    Way.DINGTALK: 20_000,
    Way.FEISHU: 20_000,
    Way.WECOM_APP: 2048,
    Way.DINGTALK_APP: 2048,
    Way.FEISHU_APP: 150_000,
}
"""Bytes of a text; the services refuse longer ones."""
SMS_LENGTH: Final = 70
SMS_LEAST_WORDS: Final = 30
"""So much of the words goes with a link however long the link is."""
A_DAY_BY_SMS: Final = 50
"""Notices to one number and day."""


def fits(way: Way, tried: Sequence[datetime], at: datetime) -> bool:
    """Tell whether one more may be sent now, after those tries."""
    return all(
        sum(at - limit.within < one <= at for one in tried) < limit.most for limit in LIMITS[way]
    )


def pause_after(tries: int, key: str) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, a quarter more or less.

    How much more or less follows from the message's own key, so the same message always waits alike, and a
    hundred messages that failed together do not come again together.
    """
    doubled: int = 2 ** min(tries - 1, 10)
    whole = min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
    return whole * (0.75 + _share_of(f"{key}:{tries}") / 2)


def spread_of(way: Way, address: str) -> timedelta:
    """Return by how much a robot's messages of the clock are put off: services ask not to come all at once."""
    return SPREAD * _share_of(address) if way in ROBOTS else timedelta(0)


def tried_until(way: Way, begins: datetime) -> datetime:
    """Return when a message is given up."""
    return begins + _TRIED_FOR[way in ROBOTS]


def _share_of(text: str) -> float:
    """Return a number from 0 to 1 that follows from the text alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 2**32


def cut_to_bytes(text: str, most: int) -> str:
    """Return as much of the text as fits, by whole characters."""
    raw = text.encode()
    return text if len(raw) <= most else raw[: most - 3].decode(errors="ignore") + "…"


def is_one_sms(text: str) -> bool:
    """Tell whether a text goes as one part: 70 characters, a character beyond the first plane counts twice."""
    return _sms_units(text) <= SMS_LENGTH


def for_sms(head: str, words: str, link: str) -> str:
    """Return signature, words and link in one part, the words cut by whole characters where they are long.

    A link that leaves no room for what it is about makes the message longer than one part: nobody follows a
    bare link.
    """
    room = max(SMS_LENGTH - _sms_units(head + link), SMS_LEAST_WORDS)
    while _sms_units(words) > room:
        words = words[:-1]
    return f"{head}{words}{link}"


def _sms_units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2


def is_by_sms(way: Way) -> bool:
    """Tell whether a channel sends to telephones."""
    return way in BY_SMS
