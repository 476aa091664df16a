"""What can be done from a unit's page; the modules above name it, for whom and in which states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.base.posts import Post
    from salesfloor.floor.catalogue.choices import UnitState
    from salesfloor.floor.catalogue.models import Unit


@dataclass(frozen=True, slots=True)
class Way:
    """A page that opens with a unit filled in."""

    word: Phrase
    page: str
    named: dict[str, str]
    posts: frozenset[Post]
    states: frozenset[UnitState]
    rank: int
    """Lower ones come first."""
    only_wanted: bool = False
    """Whether it is for units only that some customer wants."""


_WAYS: Final[list[Way]] = []


def way_on(way: Way) -> None:
    """Offer a way on from the units' pages."""
    _WAYS.append(way)
    _WAYS.sort(key=lambda one: one.rank)


def ways_on(unit: Unit, post: Post) -> list[tuple[Phrase, str, bool]]:
    """Return word and address of what a post can do with a unit; the first one is the main one."""
    found = [
        one
        for one in _WAYS
        if post in one.posts and unit.state in one.states and (unit.wanted or not one.only_wanted)
    ]
    return [
        (one.word, f"{reverse(one.page, kwargs=one.named)}?unit={unit.code}", place == 0)
        for place, one in enumerate(found)
    ]
