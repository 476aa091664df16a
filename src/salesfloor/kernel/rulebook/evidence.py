"""What the rulebook did lately: how often each clause applied, refused, was missed, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.sql import fetch_all
from salesfloor.kernel.rulebook.models import Evidence
from salesfloor.kernel.rulebook.words import OUTCOMES, command_word
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.base.commands import Actor

DAYS: Final = 30
SEES_ALL: Final = LEADERS | {Post.ADMIN}
"""Who sees everybody's cases; all others see their own."""
APPLIED: Final = "applied"
REFUSED: Final = "refused"
MISSED: Final = "missed"
TALLIES: Final = (APPLIED, REFUSED, MISSED)

# What an act cites it applied, unless it says that the clause was missed.
_COUNTS: Final = """
    SELECT number, tally, count(*) FROM rulebook_evidence e
    CROSS JOIN LATERAL (
        SELECT unnest(e.missed), 'missed'
        UNION
        SELECT cited, CASE e.outcome WHEN 'REFUSED' THEN 'refused' ELSE 'applied' END
        FROM unnest(e.clauses) AS cited WHERE cited <> ALL (e.missed)
    ) AS told (number, tally)
    WHERE e.site_id = %(site)s AND e.at >= %(since)s AND e.at <= %(at)s
    GROUP BY number, tally
"""
_BY_DAY: Final = """
    SELECT (at AT TIME ZONE 'Asia/Shanghai')::date,
        CASE WHEN %(number)s = ANY (missed) THEN 'missed'
             WHEN outcome = 'REFUSED' THEN 'refused' ELSE 'applied' END, command, count(*)
    FROM rulebook_evidence
    WHERE site_id = %(site)s AND at >= %(since)s AND at <= %(at)s
        AND (clauses @> %(numbers)s::varchar[] OR missed @> %(numbers)s::varchar[])
    GROUP BY 1, 2, 3
"""


@dataclass(slots=True)
class Count:
    """How often a clause applied, was refused, was missed."""

    applied: int = 0
    refused: int = 0
    missed: int = 0

    def __bool__(self) -> bool:
        return bool(self.applied or self.refused or self.missed)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a clause, with bars scaled to the fullest day."""

    on: date
    applied: int
    refused: int
    missed: int

    @property
    def total(self) -> int:
        """Return how often the clause came up."""
        return self.applied + self.refused + self.missed


@dataclass(frozen=True, slots=True)
class Case:
    """One time a clause came up."""

    id: int
    at: datetime
    who: Phrase | str
    command: Phrase | str
    outcome: str
    outcome_word: Phrase
    sentence: Phrase | None
    is_missed: bool
    subject: str
    address: str


@dataclass(frozen=True, slots=True)
class Lately:
    """The last days of one clause."""

    days: list[Day] = field(default_factory=list)
    commands: frozenset[str] = frozenset()
    """What was done by it, or refused, or came about by itself."""

    @property
    def count(self) -> Count:
        """Return the sums."""
        return Count(
            sum(day.applied for day in self.days),
            sum(day.refused for day in self.days),
            sum(day.missed for day in self.days),
        )


def since(at: datetime) -> datetime:
    """Return the start of the days that the rulebook looks back on, today included."""
    return start_of(day_of(at) - timedelta(days=DAYS - 1))


def counts(site_id: int | None, at: datetime) -> dict[str, Count]:
    """Return for each clause how often it applied, was refused, was missed lately."""
    found: dict[str, Count] = {}
    for number, tally, count in fetch_all(
        _COUNTS, {"site": site_id or 0, "since": since(at), "at": at}
    ):
        setattr(found.setdefault(number, Count()), tally, count)
    return found


def lately(site_id: int | None, number: str, at: datetime) -> Lately:
    """Return a clause's last days one by one, the oldest first."""
    asked = {
        "site": site_id or 0,
        "since": since(at),
        "at": at,
        "number": number,
        "numbers": [number],
    }
    told: Counter[tuple[date, str]] = Counter()
    commands = set()
    for on, tally, command, count in fetch_all(_BY_DAY, asked):
        told[on, tally] += count
        commands.add(command)
    first = day_of(since(at))
    days = [first + timedelta(days=ago) for ago in range(DAYS)]
    return Lately(
        [Day(on, *(told[on, tally] for tally in TALLIES)) for on in days], frozenset(commands)
    )


def cases_of(actor: Actor, number: str, at: datetime, tally: str = "") -> QuerySet[Evidence]:
    """Return the cases of a clause lately; who leads nobody sees their own only."""
    rows = _of(number, tally).filter(site_id=actor.site_id or 0, at__gte=since(at), at__lte=at)
    own = Q(actor=actor.code) | Q(missed_by__contains=[actor.code])
    return rows if actor.post in SEES_ALL else rows.filter(own)


def as_shown(rows: Sequence[Evidence], number: str, reader: Actor) -> list[Case]:
    """Return cases as a page tells them, with people's names and links to what the reader may open."""
    names = names_of(code for row in rows for code in (row.actor, *row.missed_by) if code)
    return [_case(row, number, names, reader.post) for row in rows]


def _of(number: str, tally: str) -> QuerySet[Evidence]:
    cited, missed = Q(clauses__contains=[number]), Q(missed__contains=[number])
    refused = Q(outcome=Evidence.Outcome.REFUSED)
    wanted = {
        APPLIED: cited & ~missed & ~refused,
        REFUSED: cited & ~missed & refused,
        MISSED: missed,
    }.get(tally, cited | missed)
    return Evidence.objects.filter(wanted)


def _who(row: Evidence, number: str, names: dict[str, str]) -> Phrase | str:
    """Return whose act it is: of a missed clause the person who missed it, else who acted."""
    pairs = zip(row.missed, row.missed_by, strict=False)
    missed = list(dict.fromkeys(code for clause, code in pairs if clause == number and code))
    if row.outcome == "BY_ITSELF" and not missed:
        return phrase("by itself")
    return joined(names.get(code, code) for code in missed or [row.actor])


def _case(row: Evidence, number: str, names: dict[str, str], post: Post) -> Case:
    return Case(
        id=row.pk,
        at=row.at,
        who=_who(row, number, names),
        command=command_word(row.command),
        outcome=row.outcome,
        outcome_word=OUTCOMES[row.outcome],
        sentence=Phrase(row.sentence, row.facts) if row.sentence else None,
        is_missed=number in row.missed,
        subject=row.subject,
        address=address_of(row.subject, post),
    )


def act_at(site_id: int, at: datetime) -> tuple[str, str] | None:
    """Return command and actor of what was done at a moment by somebody; None for nothing, or several things."""
    rows = Evidence.objects.filter(site_id=site_id, at=at, outcome=Evidence.Outcome.DONE)
    found = list(rows.values_list("command", "actor")[:2])
    return found[0] if len(found) == 1 else None
