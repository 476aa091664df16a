"""Sending what waits: taken and noted in short transactions, sent between them, one at a time by each channel.

Anyone who sends holds a lock of the session for the channel. A process that dies leaves the lock, and what it had
under way is looked at by the next one: sent again where the service keeps the same key from being sent twice,
else set aside, since nobody knows whether it arrived. Truth is the inbox; nothing waits for what happens here.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.sql import fetch_one
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.notices import api as notices
from salesfloor.kernel.outgoing import rules
from salesfloor.kernel.outgoing.choices import (
    ANSWERED,
    BROKEN,
    CRASHED,
    NO_ADDRESS,
    REACH_BY,
    SEALED,
    STOPPED,
    State,
    Way,
)
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Verdict
from salesfloor.kernel.outgoing.models import Address, Channel, Outgoing, Try
from salesfloor.kernel.outgoing.packing import KEEPS_TWICE_OUT, Letter, Parcel, packed
from salesfloor.kernel.outgoing.saying import words_of
from salesfloor.kernel.outgoing.sealing import CannotOpenError, opened
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log: Final = logging.getLogger(__name__)
MOST_AT_ONCE: Final = 50
MOST_TRIES: Final = 12
_KEPT: Final = timedelta(days=1)
_LOCK: Final = "SELECT pg_try_advisory_lock(331200, %s)"
_UNLOCK: Final = "SELECT pg_advisory_unlock(331200, %s)"
_LONGEST_WORDS: Final = 300


def send_waiting(now: Callable[[], datetime]) -> int:
    """Send what is due by every channel that nobody else sends by; return how many were tried."""
    at = now()
    due = Q(state=State.WAITING.value, next_at__lte=at) | Q(state=State.SENDING.value)
    numbers = Outgoing.objects.filter(due).values_list("channel_id", flat=True).distinct()
    return sum(_send_by(number, now) for number in sorted(numbers))


def _send_by(number: int, now: Callable[[], datetime]) -> int:
    tried = 0
    with _locked(number) as is_ours:
        if not is_ours:
            return 0
        channel = Channel.objects.get(pk=number)
        _recover(channel, now())
        for _ in range(MOST_AT_ONCE):
            taken = _take(channel, now())
            if taken is None:
                break
            if taken.parcel is not None:
                outcome = _sent(taken)
                _note(channel, taken.outgoing, outcome, now())
                tried += 1
    return tried


@contextmanager
def _locked(number: int) -> Iterator[bool]:
    """Hold the lock of a channel, if nobody else does."""
    row = fetch_one(_LOCK, (number,))
    is_ours = bool(row and row[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            fetch_one(_UNLOCK, (number,))


def _recover(channel: Channel, at: datetime) -> None:
    """Look at what a process that died had under way."""
    left = Outgoing.objects.filter(channel=channel, state=State.SENDING.value)
    if Way(channel.way) in KEEPS_TWICE_OUT:
        left.update(state=State.WAITING.value)
    else:
        left.update(state=State.UNSURE.value, ended_at=at, words=CRASHED)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A message taken out of the line; without a parcel there is nothing to send of it."""

    outgoing: Outgoing
    parcel: Parcel | None


def _take(channel: Channel, at: datetime) -> _Taken | None:
    """Take the next message that may leave now; None where there is none, or the service wants a pause."""
    channel.refresh_from_db()
    if channel.silent_until is not None and channel.silent_until > at:
        return None
    with transaction.atomic():
        rows = Outgoing.objects.select_for_update().filter(
            channel=channel, state=State.WAITING.value, next_at__lte=at
        )
        outgoing = rows.order_by("rank", "at", "pk").first()
        if outgoing is None:
            return None
        if _is_over(channel, outgoing, at):
            outgoing.save()
            return _Taken(outgoing, None)
        if not _fits(channel, at):
            return None
        parcel = _packed(channel, outgoing, at)
        if parcel is not None:
            outgoing.state, outgoing.tries = State.SENDING.value, outgoing.tries + 1
            Try.objects.create(channel=channel, outgoing=outgoing, at=at)
        outgoing.save()
        return _Taken(outgoing, parcel)


def _fits(channel: Channel, at: datetime) -> bool:
    tries = Try.objects.filter(channel=channel)
    tries.filter(at__lt=at - _KEPT).delete()
    lately = tries.filter(at__gt=at - timedelta(minutes=1)).values_list("at", flat=True)
    return rules.fits(Way(channel.way), list(lately), at)


def _is_over(channel: Channel, outgoing: Outgoing, at: datetime) -> bool:
    """Tell whether a message does not leave now, and note why."""
    if channel.stopped_at is not None:
        _end(outgoing, State.NEEDLESS, at, STOPPED)
        return True
    if outgoing.give_up_at is None:
        outgoing.give_up_at = rules.tried_until(Way(channel.way), at)
    elif at >= outgoing.give_up_at:
        _end(outgoing, State.GIVEN_UP, at, outgoing.words)
        return True
    if outgoing.staff_id is None:
        return False
    if not people.Staff.objects.filter(pk=outgoing.staff_id, left_at=None).exists():
        _end(outgoing, State.NEEDLESS, at, "")
        return True
    if leave.is_on_leave(outgoing.staff_id, at):
        _after_tonight(outgoing, at)
        return True
    return False


def _after_tonight(outgoing: Outgoing, at: datetime) -> None:
    """Put a message off to the end of the next quiet hours."""
    outgoing.next_at = notices.leaves_at(outgoing.site_id, end_of(day_of(at)))
    outgoing.give_up_at = None


def _packed(channel: Channel, outgoing: Outgoing, at: datetime) -> Parcel | None:
    """Return the message as it is sent; None, and why, where there is nothing to send."""
    words = words_of(outgoing, at)
    if words is None:
        _end(outgoing, State.NEEDLESS, at, ANSWERED)
        return None
    try:
        address = _address_of(channel, outgoing)
        if address is None:
            _end(outgoing, State.NEEDLESS, at, NO_ADDRESS)
            return None
        return packed(Letter(outgoing, channel, words, address, at))
    except CannotOpenError:
        _end(outgoing, State.GIVEN_UP, at, SEALED)
        return None


def _address_of(channel: Channel, outgoing: Outgoing) -> str | None:
    if outgoing.staff_id is None:
        return ""
    reach = REACH_BY[Way(channel.way)]
    found = Address.objects.filter(staff_id=outgoing.staff_id, reach=reach.value).first()
    return None if found is None else str(opened(found.sealed))


def _sent(taken: _Taken) -> Outcome:
    """Send; outside of any transaction, however slow the network is."""
    try:
        return taken.parcel.send() if taken.parcel else Outcome(Verdict.NEVER)
    except Exception:
        log.exception("message %s could not be sent", taken.outgoing.pk)
        return Outcome(Verdict.UNSURE, BROKEN)


def _note(channel: Channel, outgoing: Outgoing, outcome: Outcome, at: datetime) -> None:
    """Write down how a try ended, and what follows."""
    words = outcome.words[:_LONGEST_WORDS]
    with transaction.atomic():
        channel.last_words, channel.last_at = words, at
        if outcome.verdict is Verdict.PAUSE:
            channel.silent_until = at + timedelta(seconds=outcome.silence_seconds)
        channel.save(update_fields=["last_words", "last_at", "silent_until"])
        _follow(channel, outgoing, outcome, at)
        outgoing.words = words
        outgoing.save()


def _follow(channel: Channel, outgoing: Outgoing, outcome: Outcome, at: datetime) -> None:
    verdict = outcome.verdict
    if verdict is Verdict.UNSURE and Way(channel.way) in KEEPS_TWICE_OUT:
        verdict = Verdict.AGAIN
    if verdict in _ENDS:
        _end(outgoing, _ENDS[verdict], at, outcome.words)
        return
    outgoing.state = State.WAITING.value
    if verdict is Verdict.PAUSE and channel.silent_until is not None:
        outgoing.next_at = channel.silent_until
        until = channel.silent_until + rules.AFTER_SILENCE
        outgoing.give_up_at = max(outgoing.give_up_at or until, until)
    else:
        outgoing.next_at = at + rules.pause_after(outgoing.tries, outgoing.key.hex)
    is_too_late = outgoing.give_up_at is not None and outgoing.next_at >= outgoing.give_up_at
    if is_too_late or outgoing.tries >= MOST_TRIES:
        _end(outgoing, State.GIVEN_UP, at, outcome.words)


_ENDS: Final = {
    Verdict.SENT: State.SENT,
    Verdict.NEVER: State.GIVEN_UP,
    Verdict.UNSURE: State.UNSURE,
}


def _end(outgoing: Outgoing, state: State, at: datetime, words: str) -> None:
    outgoing.state, outgoing.ended_at = state.value, at
    outgoing.words = words[:_LONGEST_WORDS]
