"""Asking for results; and what the registers say of a person's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.fields import TeamHere
from salesfloor.base.labels import Label, Reference
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import answered
from salesfloor.base.texts import Code
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results.choices import FLOORS, Measure
from salesfloor.floor.results.models import Answered, Credit
from salesfloor.floor.results.sight import MEMBERS, not_yours, sight_of, team_here
from salesfloor.floor.results.tally import tally
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from fractions import Fraction

LONGEST = 400


class NotCounted(Answer):
    """A person and a day that the house has not counted yet."""

    who: str
    on: date


class Results(Answer):
    """A result, and whose days in it are provisional."""

    value: int | float | str
    provisional: list[NotCounted]


@question("results", may=MEMBERS, word=phrase("Results"), clauses=("4.1.2",), trades=FLOORS)
def results(
    *,
    actor: StaffActor,
    at: datetime,
    from_: Annotated[Day, Field(alias="from"), Label("From")],
    to: Annotated[Day, Label("To")],
    measure: Annotated[Measure, Label("What is counted")] | None = None,
    who: Annotated[Code, Label("Who"), Reference("person")] | None = None,
    team: TeamHere | None = None,
) -> Results:
    """Return a result of a person, a team or the site, as known now.

    :raises Refused: `input` for days that run backwards, nobody or no team; `access` for somebody else's.
    """
    if to < from_ or (to - from_).days > LONGEST:
        raise bad_input(phrase("Give a first and a last day, at most {days} days.", days=LONGEST))
    site = people.Site.objects.get(pk=actor.site_id)
    wanted = measure or Measure(rulebook.policies(actor.site_id, at)["target.measure"])
    person = people.person_here(who, actor.site_id, at) if who else None
    named = team_here(actor.site_id, team) if team else None
    sight = sight_of(actor, at)
    if person is not None and not sight.sees(person.pk):
        raise not_yours()
    found = tally(site, wanted, from_, to, at)
    if person is not None:
        value = found.of_person(person.pk)
    elif named is not None:
        value = found.of_team(named.pk)
    else:
        value = found.total()
    of_team = named.pk if named is not None else None
    cells = [
        cell
        for cell in found.provisional(of_team)
        if sight.sees(cell[0]) and (person is None or cell[0] == person.pk)
    ]
    codes = people.codes_of([cell[0] for cell in cells])
    lines = [NotCounted(who=codes[staff_id], on=on) for staff_id, on in cells]
    return Results(
        value=as_answer(value, wanted), provisional=sorted(lines, key=lambda x: (x.on, x.who))
    )


def as_answer(value: Fraction, measure: Measure) -> int | float | str:
    """Return a result as answers say it: money in yuan, whole numbers whole, shares to two decimals."""
    if measure is Measure.AMOUNT:
        whole = answered(value, 0) or 0
        return yuan(int(whole))
    if value.denominator == 1:
        return int(value)
    return answered(value, 2) or 0


@dataclass(frozen=True, slots=True)
class DayDone:
    """What the registers say that a person did on a day."""

    receptions: int
    follow_ups: int
    deals: int
    answers: int

    @property
    def is_nothing(self) -> bool:
        """Tell whether they say nothing."""
        return not (self.receptions or self.follow_ups or self.deals or self.answers)


def done_on(site_id: int, staff_id: int, first: date, last: date, at: datetime) -> DayDone:
    """Return what the registers say that a person did from one day to another, up to a moment."""
    begins, ends = start_of(first), min(end_of(last), at)
    received = reception.Reception.objects.filter(
        site_id=site_id, receiver_id=staff_id, struck_at=None
    )
    follow_ups = customers.FollowUp.objects.filter(
        staff_id=staff_id, customer__site_id=site_id, struck_at=None
    )
    sealed = Credit.objects.filter(
        site_id=site_id, staff_id=staff_id, measure=Measure.DEALS, value__gt=0
    )
    ended = received.filter(outcome="deal", ended_at__gte=begins, ended_at__lte=ends)
    said = Answered.objects.filter(staff_id=staff_id, on__range=(first, last), at__lte=at)
    return DayDone(
        receptions=received.filter(assigned_at__gte=begins, assigned_at__lte=ends).count(),
        follow_ups=follow_ups.filter(at__gte=begins, at__lte=ends).count(),
        deals=max(sealed.filter(at__gte=begins, at__lte=ends).count(), ended.count()),
        answers=said.count(),
    )
