"""Writing down what is to leave the house, in the transaction of what it tells of; nothing is sent here."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from salesfloor.base.phrases import stored_facts
from salesfloor.base.sql import fetch_all
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.notices import api as notices
from salesfloor.kernel.outgoing.choices import REACHED_BY, ROBOTS, Reach
from salesfloor.kernel.outgoing.models import Channel, Outgoing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.phrases import Phrase

TEST: Final = messages.Leaves.GOOD_NEWS
"""A test leaves at once."""
_ADDRESSES: Final = """
    SELECT staff_id, reach FROM outgoing_address WHERE staff_id = ANY(%s::bigint[]) ORDER BY staff_id
"""


def to_people(
    staff_ids: Iterable[int],
    *,
    site_id: int,
    at: datetime,
    clause: str,
    sentence: Phrase,
    subject: str,
    leaves: messages.Leaves,
) -> None:
    """Put a copy for each of those people who gave an address, if the site has a channel that reaches it."""
    addresses = fetch_all(_ADDRESSES, (list(staff_ids),))
    if not addresses:
        return
    channels = _channels_by_reach(site_id)
    wanted = [(channels[reach], staff_id) for staff_id, reach in addresses if reach in channels]
    if wanted:
        begins = notices.leaves_at(site_id, at, at_once=leaves in messages.AT_ONCE)
        Outgoing.objects.bulk_create(
            _new(channel, sentence, at=at, begins=begins, leaves=leaves, clause=clause,
                 subject=subject, staff_id=staff_id)
            for channel, staff_id in wanted
        )  # fmt: skip


def _channels_by_reach(site_id: int) -> dict[str, Channel]:
    ways: dict[str, list[Channel]] = defaultdict(list)
    for channel in Channel.objects.filter(site_id=site_id, stopped_at=None).order_by("number"):
        ways[channel.way].append(channel)
    found: dict[str, Channel] = {}
    for reach in Reach:
        some = [one for way in sorted(REACHED_BY[reach]) for one in ways.get(way, [])]
        if some:
            found[reach.value] = min(some, key=lambda one: one.number)
    return found


def to_groups(
    *,
    site_id: int,
    at: datetime,
    clause: str,
    sentence: Phrase,
    leaves: messages.Leaves,
    subject: str = "",
    path: str = "",
) -> None:
    """Have each of the site's robots say a sentence to its group, with the plain address of a page.

    The sentence holds no person's figures and names nobody who is missing: that is the caller's to keep.
    """
    channels = list(
        Channel.objects.filter(site_id=site_id, stopped_at=None, way__in=sorted(ROBOTS))
    )
    if not channels:
        return
    is_at_once = leaves in messages.AT_ONCE
    begins = notices.leaves_at(site_id, at, at_once=is_at_once)
    for channel in channels:
        spread = timedelta(milliseconds=channel.spread)
        _new(
            channel,
            sentence,
            at=at,
            begins=begins if is_at_once else begins + spread,
            leaves=leaves,
            clause=clause,
            subject=subject,
            path=path,
        ).save()


def to_try(channel: Channel, sentence: Phrase, at: datetime, *, staff_id: int | None) -> Outgoing:
    """Put a test: a robot says it to its group, other channels to anyone who tries them."""
    made = _new(
        channel,
        sentence,
        at=at,
        begins=at,
        leaves=TEST,
        staff_id=None if channel.way in ROBOTS else staff_id,
    )
    made.save()
    return made


def _new(
    channel: Channel,
    sentence: Phrase,
    *,
    at: datetime,
    begins: datetime,
    leaves: messages.Leaves,
    clause: str = "",
    subject: str = "",
    path: str = "",
    staff_id: int | None = None,
) -> Outgoing:
    return Outgoing(
        site_id=channel.site_id,
        channel=channel,
        staff_id=staff_id,
        rank=int(leaves),
        clause=clause,
        template=sentence.template,
        facts=stored_facts(sentence),
        subject=subject,
        path=path,
        at=at,
        next_at=begins,
        key=uuid4(),
    )
