"""Naming who takes deposits (3.4.1.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import end_of, iso, start_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.fields import WhoSells
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.deals import designated
from salesfloor.floor.deals.models import Designation
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

CLAUSE = "3.4.1.1"
Until = Annotated[DayOrMoment, Label("Until", hint=phrase("a day includes the whole of it"))]
From = Annotated[DayOrMoment | None, Field(alias="from"), Label("From")]


class Designated(Answer):
    """Until when the person takes deposits, as it was given."""

    until: str


@command(
    "designate",
    may=MANAGERS,
    word=phrase("Name who takes deposits"),
    clauses=(CLAUSE, "7.2.3"),
    post_clause=CLAUSE,
    writes=RegisterLine("deals", phrase("{who} takes deposits until {until}")),
    done=phrase("Named."),
)
def designate(
    *, actor: StaffActor, at: datetime, who: WhoSells, until: Until, from_: From = None
) -> Designated:
    """Let a salesperson or lead take deposits for a time.

    :raises Refused: 3.4.1.1 unless by a manager; `input` for other posts or a time that is over; 7.2.3
        where finance alone takes deposits.
    """
    person = people.person_here(who, actor.site_id, at)
    rules.may_be_named(Post(person.post)).enforce()
    begins = at if from_ is None else _first(from_)
    ends = _beyond(until)
    rules.may_run(begins, ends, at).enforce()
    finance_only = rulebook.policies(actor.site_id, at)["deposit.taken_by"] == rules.FINANCE_ONLY
    rules.may_name_anybody(is_finance_only=finance_only).enforce()
    Designation.objects.create(
        site_id=actor.site_id,
        staff_id=person.pk,
        from_at=begins,
        until_at=ends,
        named_by=actor.code,
    )
    told = iso(until) if isinstance(until, datetime) else until.isoformat()
    registers.record(actor=actor, at=at, body={"who": who, "from": iso(begins), "until": told})
    cite(CLAUSE)
    about(f"staff:{who}")
    return Designated(until=told)


def _first(given: datetime | date) -> datetime:
    return given if isinstance(given, datetime) else start_of(given)


def _beyond(given: datetime | date) -> datetime:
    """Return the first instant after it: an instant is not included, a day is."""
    return given if isinstance(given, datetime) else end_of(given)


class DesignationEnded(Answer):
    """Who takes deposits no more."""

    who: str


@command(
    "end_designation",
    may=MANAGERS,
    word=phrase("End somebody's taking of deposits"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine("deals", phrase("{who} takes no deposits any more")),
    done=phrase("Ended."),
)
def end_designation(*, actor: StaffActor, at: datetime, who: WhoSells) -> DesignationEnded:
    """End all of a person's designations that run or are still to come.

    :raises Refused: 3.4.1.1 unless by a manager; `input` where there is none.
    """
    person = people.person_here(who, actor.site_id, at)
    if not designated.end_all(person.pk, at):
        raise bad_input(phrase("{who} is not named for taking deposits.", who=who))
    registers.record(actor=actor, at=at, body={"who": who})
    about(f"staff:{who}")
    return DesignationEnded(who=who)
