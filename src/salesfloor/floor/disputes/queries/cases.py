"""A case as its parties and the manager read it: evidence, readings, outcome (3.5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.divided import answered_shares
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.disputes import rules
from salesfloor.floor.disputes.cases import CLAUSE, CaseNumber, party_ids
from salesfloor.floor.disputes.choices import Reading, State, What
from salesfloor.floor.disputes.facts import (
    facts_of,
    lapses_of,
    on_one_line,
    passes_of,
    related_phones,
)
from salesfloor.floor.disputes.models import Dispute
from salesfloor.floor.disputes.readings import readings_of
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor
    from salesfloor.floor.disputes.facts import Fact
    from salesfloor.floor.disputes.readings import Outcome


class Piece(Answer):
    """A piece of evidence; what was said is for its writer and the manager."""

    at: Instant
    what: What
    who: str
    register_: Annotated[str | None, Field(alias="register")]
    register_no: int | None
    method: str = ""
    reached: bool = False
    note: str = ""


class ReadingAnswer(Answer):
    """What one reading gives."""

    owner: str | None
    shares: dict[str, float]


class CaseAnswer(Answer):
    """A case with its evidence, readings and outcome."""

    state: State
    parties: list[str]
    negotiate_until: date
    evidence: list[Piece]
    lapses: list[Piece]
    """The claims that have lapsed meanwhile; they explain the evidence and count in no reading."""
    passes: list[Piece]
    """Who lost the turn by not taking the customer up, and to whom claims passed; no reading counts them."""
    readings: dict[Reading, ReadingAnswer]
    owner: str | None
    shares: dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A case as a page shows it."""

    row: Dispute
    parties: list[int]
    facts: list[Fact]
    lapses: list[Fact]
    passes: list[Fact]
    readings: Mapping[Reading, Outcome]
    codes: Mapping[int, str]
    names: Mapping[int, str]
    reader_id: int
    reads_all: bool

    def may_read(self, fact: Fact) -> bool:
        """Tell whether the reader sees what was said."""
        return self.reads_all or fact.staff_id == self.reader_id

    @property
    def time_line(self) -> list[Fact]:
        """Return the evidence, the lapses and how claims passed on as one line of time."""
        return on_one_line((*self.facts, *self.lapses, *self.passes))

    @property
    def shares(self) -> dict[int, int]:
        """Return the shares of the outcome in hundredths."""
        return {int(staff_id): part for staff_id, part in self.row.shares.items()}


@question(
    "dispute_case",
    may=ANYONE,
    word=phrase("Look at a dispute"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
)
def dispute_case(*, actor: StaffActor, at: datetime, case: CaseNumber) -> CaseAnswer:
    """Return a case: all that is on record on one time line, and what each reading would give.

    :raises Refused: 3.5.1 for anybody but a party, a party's lead, a manager.
    """
    found = case_for(actor, at, case)
    codes = found.codes
    return CaseAnswer(
        state=State(found.row.state),
        parties=[codes[one] for one in found.parties],
        negotiate_until=found.row.negotiate_until,
        evidence=[_piece(found, fact) for fact in found.facts],
        lapses=[_piece(found, fact) for fact in found.lapses],
        passes=[_piece(found, fact) for fact in on_one_line(found.passes)],
        readings={
            name: ReadingAnswer(
                owner=codes.get(one.owner_id or 0), shares=_by_code(one.shares, codes)
            )
            for name, one in found.readings.items()
        },
        owner=codes.get(found.row.owner_id or 0),
        shares=_by_code(found.shares, codes),
    )


def _by_code(shares: Mapping[int, int], codes: Mapping[int, str]) -> dict[str, float]:
    return answered_shares({codes[staff_id]: part for staff_id, part in shares.items()})


def _piece(case: Case, fact: Fact) -> Piece:
    facts: dict[str, Any] = {
        "at": fact.at,
        "what": fact.what,
        "who": case.codes.get(fact.staff_id, ""),
        "register": fact.register,
        "register_no": fact.register_no,
    }
    if fact.what is What.FOLLOW_UP:
        facts |= {"method": fact.method, "reached": fact.reached}
        facts |= {"note": fact.note} if case.may_read(fact) else {}
    return Piece(**facts)


def case_for(actor: Actor, at: datetime, number: int) -> Case:
    """Return a case as somebody may read it.

    :raises Refused: `input` where there is none; 3.5.1 for whom it is not for.
    """
    row = Dispute.objects.filter(site_id=actor.site_id or 0, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no case {case} here.", case=number))
    parties = party_ids(row)
    is_manager = actor.post in MANAGERS
    rules.may_see_case(
        is_party=actor.staff_id in parties,
        leads_party=any(reception.leads(actor, one, at) for one in parties),
        is_manager=is_manager,
    ).enforce()
    phones = {
        one for phone in (row.phone, *row.others) for one in related_phones(row.site_id, phone)
    }
    facts = [fact for fact in facts_of(row.site_id, phones) if fact.at <= at]
    lapses = lapses_of(row.site_id, phones, at)
    passes = passes_of(row.site_id, phones, at)
    readings = readings_of(row, parties, at)
    ids = {*parties, *(fact.staff_id for fact in (*facts, *lapses, *passes)), *map(int, row.shares)}
    ids |= {pk for one in readings.values() for pk in (*one.shares, one.owner_id) if pk}
    ids |= {row.owner_id} if row.owner_id else set()
    staff = people.Staff.objects.in_bulk(ids)
    return Case(
        row=row,
        parties=parties,
        facts=facts,
        lapses=lapses,
        passes=passes,
        readings=readings,
        codes={pk: person.code for pk, person in staff.items()},
        names={pk: person.name for pk, person in staff.items()},
        reader_id=actor.staff_id or 0,
        reads_all=is_manager,
    )


def cases_seen_by(actor: Actor) -> QuerySet[Dispute]:
    """Return the cases of the site that somebody sees: the own ones, of the team, or all."""
    rows = Dispute.objects.filter(site_id=actor.site_id or 0)
    if actor.post in MANAGERS:
        return rows
    if actor.post not in {Post.SALESPERSON, Post.LEAD}:
        return rows.none()
    seen = people.seen_by(actor).values("pk")
    return rows.filter(parties__staff_id__in=seen).distinct()


def may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees what is attached to a case."""
    rows = cases_seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()
