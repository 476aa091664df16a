"""Finding clauses: by word, by kind, by whether they live, by what they did."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from salesfloor.kernel.rulebook.alive import alive
from salesfloor.kernel.rulebook.clauses import articles
from salesfloor.kernel.rulebook.evidence import TALLIES, Count, counts
from salesfloor.kernel.rulebook.policies import policies
from salesfloor.kernel.rulebook.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from salesfloor.kernel.rulebook.clauses import Article, Clause, Section

LONGEST_SEARCH: Final = 60
STATES: Final = ("alive", "not_yet", "policy", *TALLIES)
NOTHING: Final = Count()


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in a list, with what it did lately."""

    clause: Clause
    is_alive: bool
    count: Count


@dataclass(frozen=True, slots=True)
class Part:
    """The clauses under one heading within a section; without one, those before the first."""

    section: Section | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses of one section of an article."""

    article: Article
    section: Section | None
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Return how many clauses there are in it."""
        return sum(len(part.rows) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One article, summed up."""

    article: Article
    clauses: int
    alive: int
    count: Count


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in the rulebook."""

    words: str = ""
    kind: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.state)

    @classmethod
    def of(cls, given: Any) -> Wanted:  # noqa: ANN401 - a query's fields
        """Return what the address asks for; what it cannot be is left out."""
        kind, state = given.get("kind", ""), given.get("state", "")
        return cls(
            given.get("q", "")[:LONGEST_SEARCH].strip(),
            kind if kind in KINDS else "",
            state if state in STATES else "",
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """Every clause with what it did at one site lately."""

    told: Mapping[str, Count]
    alive: frozenset[str]
    in_force: Mapping[str, Any]
    """The policies' values by name."""

    def row(self, clause: Clause) -> Row:
        """Return a clause for a list."""
        return Row(clause, clause.id in self.alive, self.told.get(clause.id, NOTHING))

    def chapters(self) -> list[Chapter]:
        """Return the articles, summed up."""
        return [self._chapter(article) for article in articles()]

    def _chapter(self, article: Article) -> Chapter:
        told = [self.told.get(clause.id, NOTHING) for clause in article.clauses]
        return Chapter(
            article,
            len(article.clauses),
            sum(clause.id in self.alive for clause in article.clauses),
            Count(
                sum(count.applied for count in told),
                sum(count.refused for count in told),
                sum(count.missed for count in told),
            ),
        )

    def groups(self, among: Iterable[Article], wanted: Wanted) -> list[Group]:
        """Return the clauses that are wanted under their headings."""
        return [group for article in among for group in self._groups(article, wanted)]

    def _groups(self, article: Article, wanted: Wanted) -> Iterator[Group]:
        rows = [self.row(clause) for clause in article.clauses]
        kept = [row for row in rows if _is_wanted(row, article, wanted)]
        headings = {section.id: section for section in article.sections}
        for outer, some in groupby(kept, key=lambda row: _outer_section(article, row.clause.id)):
            inner = groupby(some, key=lambda row: section_of(article, row.clause.id))
            parts = [
                Part(headings.get(number) if number != outer else None, tuple(more))
                for number, more in inner
            ]
            yield Group(article, headings.get(outer), tuple(parts))


def overview(site_id: int | None, at: datetime) -> Overview:
    """Return the whole rulebook as it stands at a site."""
    told = counts(site_id, at)
    return Overview(told, alive(told), policies(site_id or 0, at))


def section_of(article: Article, number: str) -> str:
    """Return the number of the innermost section that a clause stands in; empty for none."""
    fitting = [
        section.id
        for section in article.sections
        if number == section.id or number.startswith(f"{section.id}.")
    ]
    return max(fitting, key=len, default="")


def _outer_section(article: Article, number: str) -> str:
    """Return the number of the outermost section that a clause stands in; empty for none."""
    fitting = [one.id for one in article.sections if number.startswith(f"{one.id}.")]
    return min(fitting, key=len, default="")


def neighbours(article: Article, number: str) -> tuple[Clause | None, Clause | None]:
    """Return the clauses before and after one in its article."""
    numbers = [clause.id for clause in article.clauses]
    place = numbers.index(number)
    before = article.clauses[place - 1] if place else None
    after = article.clauses[place + 1] if place + 1 < len(numbers) else None
    return before, after


def _is_wanted(row: Row, article: Article, wanted: Wanted) -> bool:
    clause = row.clause
    if wanted.kind and wanted.kind not in clause.kinds:
        return False
    if wanted.state and not _is_in(row, wanted.state):
        return False
    words = _plain(wanted.words).split()
    if not words:
        return True
    if words[0] == clause.id or (len(words) == 1 and clause.id.startswith(words[0])):
        return True
    text = _plain(
        " ".join(
            (
                clause.id,
                clause.zh,
                clause.en,
                clause.does_zh,
                clause.does_en,
                article.title_zh,
                article.title_en,
                *(f"{one.name} {one.label_zh} {one.label_en}" for one in clause.parameters),
            )
        )
    )
    return all(word in text for word in words)


def _is_in(row: Row, state: str) -> bool:
    match state:
        case "alive":
            return row.is_alive
        case "not_yet":
            return not row.is_alive
        case "policy":
            return bool(row.clause.parameters)
        case _:
            return bool(getattr(row.count, state))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
