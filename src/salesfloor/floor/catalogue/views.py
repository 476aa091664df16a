"""The price board on desk, phone and wall, and one unit with its prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.money import fen_from_yuan
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.floor.catalogue import queries
from salesfloor.floor.catalogue.board import Wish, matrix_of
from salesfloor.floor.catalogue.cells import Writer
from salesfloor.floor.catalogue.choices import Strength, UnitState
from salesfloor.floor.catalogue.models import Layout, Unit
from salesfloor.floor.catalogue.prices import history, price_on
from salesfloor.floor.catalogue.queries import is_overdue
from salesfloor.floor.catalogue.television import picture_now, pictures_of
from salesfloor.floor.catalogue.ways import ways_on
from salesfloor.kernel.files import api as files
from salesfloor.web.pages import page
from salesfloor.web.streams import stream_of, stream_url

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.catalogue.board import Matrix
    from salesfloor.web.requests import StaffRequest

LIVE: Final = "units"
TEN_THOUSAND: Final = 10_000


def _wish(request: StaffRequest) -> Wish:
    asked = request.GET
    state = asked.get("state", "")
    return Wish(
        layout=asked.get("layout", ""),
        orientation=asked.get("orientation", ""),
        state=state if state in set(UnitState) else "",
        price_to=_price(asked.get("price_to", "")),
    )


def _price(text: str) -> int | None:
    """Return a price given in units of ten thousand yuan, as people say it, in fen."""
    try:
        return fen_from_yuan(text) * TEN_THOUSAND if text else None
    except UnusableError:
        return None


@page(may=ANYONE, methods=["GET"])
def board(request: StaffRequest) -> HttpResponse:
    """Show a building by stairs, floors and rooms; the page follows by itself."""
    wish = _wish(request)
    matrix = matrix_of(
        request.actor.site_id, request.at, building=request.GET.get("building"), wish=wish
    )
    describes = COMMANDS["layout"].may_be_given_by(request.actor)
    shown = {
        "matrix": matrix,
        "wish": wish,
        "price_to": request.GET.get("price_to", ""),
        "states": UnitState.labels(),
        "stream": stream_url(request.actor, LIVE),
        "query": request.GET.urlencode(),
        "is_manager": request.actor.post in MANAGERS,
        "describes": describes,
        "undescribed": queries.undescribed(request.actor.site_id or 0) if describes else [],
        "stairs": _stairs(matrix, sees_withheld=request.actor.post in MANAGERS),
        "at": request.at,
    }
    piece = request.headers.get("HX-Target") == "board"
    template = "catalogue/_matrix.html" if piece else "catalogue/board.html"
    return render(request, template, shown)


def _stairs(matrix: Matrix, *, sees_withheld: bool) -> list[dict[str, Any]]:
    """Return the stairs with their floors written out."""
    writer = Writer(sees_withheld=sees_withheld)
    return [{"name": one.name, "floors": writer.floors(one.floors)} for one in matrix.stairs]


@page(may=ANYONE, methods=["GET"], screens=True)
def television(request: StaffRequest) -> HttpResponse:
    """Show one building after the other across the room: no names, no price of what is not for sale."""
    site_id = request.screen.site_id if request.screen else request.actor.site_id
    picture = picture_now(pictures_of(site_id), request.at)
    matrix = matrix_of(site_id, request.at, building=picture.building if picture else None)
    shown = {
        "matrix": matrix,
        "stairs": [one for one in matrix.stairs if picture and one.name in picture.stairs],
        "stream": stream_of(site_id, LIVE),
        "at": request.at,
    }
    piece = request.headers.get("HX-Target") == "tv"
    template = "catalogue/_tv.html" if piece else "catalogue/tv.html"
    return render(request, template, shown)


@page(may=ANYONE, methods=["GET"])
def unit(request: StaffRequest, code: str) -> HttpResponse:
    """Show one unit: its facts, its state, every price it had, and what may be done with it."""
    found = Unit.objects.filter(site_id=request.actor.site_id or 0, code=code).first()
    if found is None:
        raise Http404
    is_manager = request.actor.post in MANAGERS
    shown: dict[str, Any] = {
        "unit": found,
        "state": UnitState(found.state),
        "strengths": _strengths(found),
        "plans": [
            one for one in files.of(found.site_id, f"layout:{found.layout}") if not one.is_awaited
        ],
        "layout": Layout.objects.filter(site_id=found.site_id, name=found.layout).first(),
        "price": price_on(found.pk, day_of(request.at)),
        "prices": history(found.pk),
        "is_overdue": is_overdue(found, request.at),
        "is_manager": is_manager,
        "ways": ways_on(found, request.actor.post),
        "way": _way(found) if is_manager else "",
        "at": request.at,
    }
    piece = request.headers.get("HX-Target") == "unit"
    template = "catalogue/_unit.html" if piece else "catalogue/unit.html"
    return render(request, template, shown)


def _strengths(found: Unit) -> list[tuple[Phrase | str, str]]:
    """Return what speaks for the unit's layout; a site's own words stand as they are."""
    layout = Layout.objects.filter(site_id=found.site_id, name=found.layout).first()
    words = {one.value: one.label for one in Strength}
    return [(words.get(tag, tag), text) for tag, text in layout.strengths.items()] if layout else []


def _way(found: Unit) -> str:
    """Return which command a manager has for a unit in its state."""
    ways = {UnitState.AVAILABLE: "withhold", UnitState.WITHHELD: "put_on_sale"}
    return ways.get(UnitState(found.state), "")
