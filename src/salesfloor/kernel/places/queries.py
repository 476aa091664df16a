"""Finding places: by code, in order of path, and what lies in what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import Subject, subject_kind
from salesfloor.base.texts import Code
from salesfloor.kernel.places.models import Place
from salesfloor.kernel.places.rules import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from salesfloor.base.phrases import Phrase


class PlaceLine(Answer):
    """A place in a list."""

    place: str
    name: str
    kind: PlaceKind
    path: list[str]


class Places(Answer):
    """Places in order of path."""

    places: list[PlaceLine]


@question("places", may=ANYONE, word=phrase("Places"))
def places(
    *,
    actor: Actor,
    at: datetime,
    within: Annotated[Code, Label("Lies in"), Reference("place")] | None = None,
) -> Places:
    """Return the places of the house, or those that lie in one of them, itself included.

    :raises Refused: `input` where there is no such place.
    """
    del actor, at
    found = Place.objects.all() if within is None else lying_in(place_of(within).code)
    lines = [
        PlaceLine(place=one.code, name=one.name, kind=PlaceKind(one.kind), path=one.path)
        for one in found
    ]
    return Places(places=sorted(lines, key=lambda line: line.path))


def place_of(code: str) -> Place:
    """Return the place of that code.

    :raises Refused: `input` where there is none.
    """
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise bad_input(phrase("There is no place with the code {place}.", place=code))
    return found


def with_codes(codes: Iterable[str]) -> list[Place]:
    """Return the places of those codes that there are, by code."""
    return list(Place.objects.filter(code__in=codes).order_by("code"))


def place_here(code: str, site_id: int, *kinds: PlaceKind) -> Place:
    """Return the place of that code at a site, of one of the kinds where some are named.

    :raises Refused: `input` where there is none.
    """
    found = Place.objects.filter(code=code, site_id=site_id).first()
    if found is None or (kinds and found.kind not in kinds):
        raise bad_input(phrase("There is no such place at this site: {place}.", place=code))
    return found


def lying_in(code: str) -> QuerySet[Place]:
    """Return the places that lie in the place of that code, itself included."""
    return Place.objects.filter(path__contains=[code])


def areas_of(place: Place) -> list[Place]:
    """Return the areas that a place stands for: itself, its own area, or all of its region."""
    wanted = Place.objects.filter(kind=PlaceKind.AREA)
    if place.kind == PlaceKind.REGION:
        wanted = wanted.filter(path__contains=[place.code])
    else:
        wanted = wanted.filter(code__in=place.path)
    return list(wanted.order_by("code"))


def is_leaf(place: Place) -> bool:
    """Tell whether a place is an area or district with no place in it."""
    is_candidate = place.kind in {PlaceKind.AREA, PlaceKind.DISTRICT}
    return is_candidate and not place.places.exists()


def places_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the places of the site, for a select box."""
    del at
    here = Place.objects.filter(site_id=actor.site_id or 0)
    return [(one.code, one.name) for one in sorted(here, key=lambda one: one.path)]


def zones_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the zones of the site, for a select box."""
    del at
    return [(one.code, one.name) for one in zones(actor.site_id or 0)]


def zones(site_id: int) -> list[Place]:
    """Return the zones of a service area, by code."""
    return list(Place.objects.filter(site_id=site_id, kind=PlaceKind.ZONE).order_by("code"))


def points(site_id: int) -> list[Place]:
    """Return the patrol points of a service area, by code."""
    return list(Place.objects.filter(site_id=site_id, kind=PlaceKind.POINT).order_by("code"))


def _of_kind(kind: PlaceKind) -> None:
    """Register the places of a kind as subjects of work."""

    def find(site_id: int, code: str, at: datetime) -> Subject | None:
        found = Place.objects.filter(site_id=site_id, kind=kind, code=code, recorded_at__lte=at)
        place = found.first()
        return (
            None
            if place is None
            else Subject(kind.value, place.code, place.name, place.recorded_at)
        )

    def all_of(site_id: int, at: datetime) -> list[Subject]:
        found = Place.objects.filter(site_id=site_id, kind=kind, recorded_at__lte=at)
        return [
            Subject(kind.value, one.code, one.name, one.recorded_at)
            for one in found.order_by("code")
        ]

    subject_kind(kind.value, kind.label, find=find, all_of=all_of)


for _kind in PlaceKind:
    _of_kind(_kind)
