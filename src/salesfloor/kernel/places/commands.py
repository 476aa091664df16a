"""Recording places."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import SiteActor, about, command
from salesfloor.base.constraints import constraint
from salesfloor.base.coordinates import Coordinates, Datum, Latitude, Longitude, in_wgs84
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.base.trades import trade_of
from salesfloor.kernel.places import rules
from salesfloor.kernel.places.models import Place
from salesfloor.kernel.places.queries import place_of
from salesfloor.kernel.places.rules import PlaceKind
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor

RECORDERS: Final = MANAGERS | {Post.ADMIN}

constraint("one_region_a_site", phrase("The site has its region already."))


class PlaceRecorded(Answer):
    """A place with the codes from the top down to its own."""

    place: str
    path: list[str]


@command(
    "place",
    may=RECORDERS,
    word=phrase("Record a place"),
    writes=RegisterLine("place", phrase("{name}, code {place}: {kind}")),
    done=phrase("The place is recorded."),
)
def record_place(
    *,
    actor: SiteActor,
    at: datetime,
    place: Annotated[
        NewCode, Label("Code", hint=phrase("Short and lasting: it stands on the label."))
    ],
    name: Annotated[RequiredLine, Label("Name")],
    kind: Annotated[PlaceKind, Label("Kind")],
    within: Annotated[Code, Label("Lies in"), Reference("place")] | None = None,
    lat: Annotated[Latitude, Label("Latitude")] | None = None,
    lon: Annotated[Longitude, Label("Longitude")] | None = None,
    datum: Annotated[
        Datum,
        Label("Coordinates from", hint=phrase("A phone gives WGS-84; Chinese maps show GCJ-02.")),
    ] = Datum.WGS84,
) -> PlaceRecorded:
    """Record a place, or change name and coordinates of the one that has the code.

    :raises Refused: `access` for a manager and what is no zone or point; `input` for a place in the
        wrong kind of place, or a code that stands for another place.
    """
    rules.may_record(actor.post, kind).enforce()
    rules.may_be_at(lat, lon).enforce()
    around = None if within is None else place_of(within)
    site_id = actor.site_id if around is None else around.site_id
    rules.may_reach(actor.post, is_own_site=site_id == actor.site_id).enforce()
    there = _wgs84(lat, lon, datum)
    known = Place.objects.select_for_update().filter(code=place).first()
    if known is None:
        rules.may_lie(kind, around.kind if around else None, trade_of(site_id)).enforce()
        known = Place(
            code=place,
            kind=kind,
            site_id=site_id,
            within=around,
            path=[*(around.path if around else []), place],
            recorded_at=at,
            recorded_by=actor.code,
        )
    rules.may_reach(actor.post, is_own_site=known.site_id == actor.site_id).enforce()
    is_same_place = around is None or known.within_id == around.pk
    rules.may_stay(is_same_kind=known.kind == kind, is_same_place=is_same_place).enforce()
    known.name = name
    if there is not None:
        known.lat, known.lon = there.lat, there.lon
    known.save()
    _write(known, actor, at)
    return PlaceRecorded(place=place, path=known.path)


def _wgs84(lat: float | None, lon: float | None, datum: Datum) -> Coordinates | None:
    if lat is None or lon is None:
        return None
    return in_wgs84(Coordinates(lat, lon), datum)


def _write(place: Place, actor: Actor, at: datetime) -> None:
    body = {"place": place.code, "name": place.name, "kind": place.kind, "path": place.path}
    if place.lat is not None:
        body |= {"lat": str(place.lat), "lon": str(place.lon)}
    registers.record(actor=actor, at=at, site_id=place.site_id, body=body)
    about(f"place:{place.code}")
