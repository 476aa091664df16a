"""What pages ask about manners: quiet floors, who is to be looked at, ratings of people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Avg, Count, Max, Q

from salesfloor.base.china_time import day_of, start_of
from salesfloor.floor.manners.models import Rating, TeamCheck, Weather
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_by_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.people import api as people

SHOWN_FROM: Final = 5
"""From how many ratings on the average of a person is shown."""


def rains(site_id: int, at: datetime) -> bool:
    """Tell whether it rains at a site today, as far as anybody said."""
    return Weather.objects.filter(site_id=site_id, on=day_of(at), is_rain=True).exists()


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Somebody who was looked at today, with what failed."""

    name: str
    records: list[conduct.Record]

    @property
    def failed(self) -> list[tuple[int, Phrase]]:
        """Return number and words of each record that came of it."""
        return [(row.number, conduct.words_of(row)) for row in self.records]


def to_look_at(site_id: int, team_id: int, by: int, at: datetime) -> list[people.Staff]:
    """Return who of a team is signed in and was not looked at today; nobody looks at themselves."""
    there = reception.floor_at(site_id, at).people
    today = TeamCheck.objects.filter(site_id=site_id, on=day_of(at))
    seen = set(today.values_list("staff_id", flat=True))
    members = results.members_of(team_id, site_id, at)
    return [one for one in members if one.pk in there and one.pk not in seen and one.pk != by]


def looked_at(site_id: int, team_id: int, at: datetime) -> list[LookedAt]:
    """Return who of a team was looked at today, and what is on record of it, by name."""
    on = day_of(at)
    checks = TeamCheck.objects.filter(site_id=site_id, team_id=team_id, on=on)
    ids = list(checks.values_list("staff_id", flat=True))
    records = conduct.Record.objects.filter(
        site_id=site_id, staff_id__in=ids, subject=f"check_team:{on.isoformat()}"
    )
    found: dict[int, list[conduct.Record]] = defaultdict(list)
    for row in records.order_by("number") if ids else ():
        found[row.staff_id].append(row)
    names = names_by_id(ids)
    rows = [LookedAt(names.get(one, ""), found[one]) for one in ids]
    return sorted(rows, key=lambda one: (not one.records, one.name))


def averages(staff_ids: Iterable[int]) -> dict[int, tuple[float, int]]:
    """Return average and number of the ratings of those people who have enough of them."""
    rows = Rating.objects.filter(staff_id__in=list(staff_ids)).values("staff_id")
    found = rows.annotate(n=Count("pk"), mean=Avg("score")).filter(n__gte=SHOWN_FROM)
    return {row["staff_id"]: (float(row["mean"]), row["n"]) for row in found}


def to_be_rated(site_id: int, staff_id: int, at: datetime) -> reception.Reception | None:
    """Return the last reception that a person ended today and whose customer has not rated it."""
    rated = Rating.objects.filter(site_id=site_id).values("reception_id")
    ended = reception.Reception.objects.filter(
        site_id=site_id,
        receiver_id=staff_id,
        channel=reception.Reception.Channel.VISIT,
        ended_at__gte=start_of(day_of(at)),
        ended_at__lte=at,
        struck_at=None,
    )
    return ended.exclude(pk__in=rated).order_by("-ended_at").first()


def is_quiet(site_id: int, at: datetime) -> bool:
    """Tell whether nobody was received or waited for a while, though somebody is there to serve (9.1.2.4)."""
    minutes = timedelta(minutes=rulebook.policies(site_id, at)["quiet.minutes"])
    floor = reception.floor_at(site_id, at)
    if not floor.present() or floor.engaged or floor.waiting:
        return False
    today = start_of(day_of(at))
    last = reception.Reception.objects.filter(
        Q(ended_at__gte=today) | Q(registered_at__gte=today), site_id=site_id, struck_at=None
    ).aggregate(at=Max("ended_at"))["at"]
    came = min(datetime.fromisoformat(person.since) for person in floor.people.values())
    began = max(last or today, came)
    return at - began >= minutes
