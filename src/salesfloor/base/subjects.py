"""Subjects of work: zones, people, assets, the site itself, found by kind and code.

The module that owns a kind registers it; checks, findings, papers and duties name kinds in their data and
find subjects here, so that a new kind (a tenant, a dealer) costs its own module and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.base.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that work is about: its kind, its code, the name that people know it by.

    `since` is when it was recorded; recurring work about it is owed from the first whole period after.
    `every_days` is its own interval, where it has one.
    """

    kind: str
    code: str
    name: str
    since: datetime | None = None
    every_days: int | None = None

    @property
    def path(self) -> str:
        """Return how records name it: `zone:WC`."""
        return f"{self.kind}:{self.code}"


class Find(Protocol):
    """Finds one subject of a kind by its code at a site, or None."""

    def __call__(self, site_id: int, code: str, at: datetime) -> Subject | None:
        """Return the subject as it stands at that moment."""


class All(Protocol):
    """Lists the subjects of a kind at a site."""

    def __call__(self, site_id: int, at: datetime) -> list[Subject]:
        """Return those in use at that moment, by code."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject with its word and the two ways of asking for subjects."""

    name: str
    label: Phrase
    find: Find
    all: All


KINDS: Final[dict[str, Kind]] = {}


def subject_kind(name: str, label: Phrase, *, find: Find, all_of: All) -> None:
    """Register a kind of subject.

    :raises TypeError: another module has a kind of that name.
    """
    if name in KINDS and KINDS[name].find is not find:
        message = f"two modules have subjects of kind {name}"
        raise TypeError(message)
    KINDS[name] = Kind(name, label, find, all_of)


def find_subject(kinds: Iterable[str], site_id: int, code: str, at: datetime) -> Subject | None:
    """Return the subject of that code among the kinds, the first kind that has it, or None."""
    found = (KINDS[kind].find(site_id, code, at) for kind in kinds if kind in KINDS)
    return next((one for one in found if one is not None), None)


def name_of(kinds: Iterable[str], site_id: int, code: str, at: datetime) -> str:
    """Return what people call the subject of that code; the code itself where no kind has it."""
    found = find_subject(kinds, site_id, code, at)
    return found.name if found else code


def subject_of(kinds: Iterable[str], site_id: int, code: str, at: datetime) -> Subject:
    """Return the subject of that code among the kinds.

    :raises Refused: `input` where no kind has it.
    """
    found = find_subject(kinds, site_id, code, at)
    if found is None:
        raise bad_input(phrase("There is nothing with the code {code} here.", code=code))
    return found


def subjects_of(kind: str, site_id: int, at: datetime) -> list[Subject]:
    """Return the subjects of a kind at a site, by code; none of a kind that nobody registers."""
    return KINDS[kind].all(site_id, at) if kind in KINDS else []
