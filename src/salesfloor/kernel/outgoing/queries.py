"""Which channels there are, what could not be sent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.phrases import phrase
from salesfloor.kernel.outgoing.choices import DEAD, State
from salesfloor.kernel.outgoing.commands import CLAUSE, LOOKERS
from salesfloor.kernel.outgoing.models import Channel, Outgoing

if TYPE_CHECKING:
    from django.db.models import QuerySet


class UnsentRow(Answer):
    """A message that could not be sent: by which channel, since when, what the service said."""

    outgoing: int
    channel: int
    at: Instant
    state: State
    words: str


class Unsent(Answer):
    """What could not be sent, the latest first."""

    rows: list[UnsentRow]


@question(
    "unsent",
    may=LOOKERS,
    word=phrase("What could not be sent"),
    clauses=(CLAUSE,),
)
def unsent(*, actor: SiteActor, at: datetime) -> Unsent:
    """Return what could not be sent or perhaps was not; the inbox was right all the time."""
    rows = unsent_of(actor.site_id).filter(at__lte=at).order_by("-ended_at", "-pk")
    return Unsent(
        rows=[
            UnsentRow(
                outgoing=row.pk,
                channel=row.channel.number,
                at=row.at,
                state=State(row.state),
                words=row.words,
            )
            for row in rows[:200]
        ]
    )


def unsent_of(site_id: int) -> QuerySet[Outgoing]:
    """Return what of a site could not be sent."""
    rows = Outgoing.objects.filter(site_id=site_id, state__in=DEAD)
    return rows.select_related("channel")


def channels_of(site_id: int) -> QuerySet[Channel]:
    """Return the channels of a site that are connected."""
    return Channel.objects.filter(site_id=site_id, stopped_at=None).order_by("number")


def count_unsent(site_id: int, since: datetime, until: datetime) -> int:
    """Return how many messages of a site's stretch of time could not be sent."""
    return unsent_of(site_id).filter(at__gte=since, at__lt=until).count()
