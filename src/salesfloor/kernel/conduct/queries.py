"""What is on record of a person, and which points count."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import no_access
from salesfloor.base.texts import Code
from salesfloor.kernel.conduct.commands.observing import MEMBERS
from salesfloor.kernel.conduct.models import OTHER_MATTERS, Record, State
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from django.db.models import QuerySet

COUNTING: Final = (State.STANDING, State.UPHELD)
MOST: Final = 500


class RecordLine(Answer):
    """One record."""

    conduct: int
    item: str
    clause: str
    at: Instant
    points: int
    state: State


class Conduct(Answer):
    """The points that count now, and the records."""

    points: int
    rows: list[RecordLine]


@question("conduct_of", may=MEMBERS, word=phrase("Conduct of a person"))
def conduct_of(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Who"), Reference("person")],
    from_: Annotated[Day | None, Field(alias="from"), Label("From")] = None,
    to: Annotated[Day, Label("To")] | None = None,
) -> Conduct:
    """Return what is on record of a person, for themselves and those above them.

    Records older than they count are for the person and the managers only.

    :raises Refused: `access` for somebody else's without standing above them; `input` for nobody.
    """
    person = people.person_here(who, actor.site_id, at)
    is_own = person.pk == actor.staff_id
    if not is_own and not people.is_above(actor, person, at):
        raise no_access(phrase("This is for the person, or for somebody who stands above them."))
    rows = Record.objects.filter(staff_id=person.pk, site_id=actor.site_id, at__lte=at)
    rows = rows.exclude(item__in=OTHER_MATTERS)
    points = points_of(rows, actor.site_id, at)
    if not is_own and actor.post not in MANAGERS:
        rows = rows.filter(at__gt=_counts_since(actor.site_id, at))
    if from_ is not None:
        rows = rows.filter(at__gte=start_of(from_))
    if to is not None:
        rows = rows.filter(at__lt=end_of(to))
    latest = reversed(rows.select_related("appeal").order_by("-number")[:MOST])
    return Conduct(points=points, rows=[line_of(row, at) for row in latest])


def points_of(rows: QuerySet[Record], site_id: int, at: datetime) -> int:
    """Return the sum of the points that count at that moment."""
    counting = rows.filter(state__in=COUNTING, at__gt=_counts_since(site_id, at))
    return sum(counting.values_list("points", flat=True))


def _counts_since(site_id: int, at: datetime) -> datetime:
    days = rulebook.policies(site_id, at)["conduct.counts_days"]
    return at - timedelta(days=days)


def state_at(row: Record, at: datetime) -> State:
    """Return the state of a record at that moment: an appeal that nobody ruled on in time is granted."""
    state = State(row.state)
    if state is State.APPEALED and at >= end_of(row.appeal.decide_by):
        return State.WAIVED
    return state


def line_of(row: Record, at: datetime) -> RecordLine:
    """Return a record as answers show it."""
    return RecordLine(
        conduct=row.number,
        item=row.item,
        clause=row.clause,
        at=row.at,
        points=row.points,
        state=state_at(row, at),
    )
