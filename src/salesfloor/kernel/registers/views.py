"""The shelf, a volume read as a book, and what may be done with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from salesfloor.base.china_time import iso, local
from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.registers import exporting, pages, printing, queries, rules, verifying
from salesfloor.kernel.registers import shelf as shelves
from salesfloor.kernel.registers.permissions import READERS, Scope
from salesfloor.kernel.registers.wording import register_of
from salesfloor.web.directory import managers_of
from salesfloor.web.lists.exporting import WAYS, file_of
from salesfloor.web.pages import filled, give, go, page

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor
    from salesfloor.kernel.registers.entries import Entry
    from salesfloor.kernel.registers.shelf import Volume
    from salesfloor.web.requests import StaffRequest

READING: Final = "reading"
READING_LASTS: Final = timedelta(minutes=30)
"""For so long a volume stays open after its reading was entered in the custody book."""
DIGITS: Final = 9


@page(may=READERS, methods=["GET"])
def books(request: StaffRequest) -> HttpResponse:
    """Show every register with its volumes."""
    found = shelves.shelf(request.actor)
    is_keeper = request.actor.post in MANAGERS
    context = {
        "series": found,
        "keeper": shelves.keeper_of(request.actor.site_id or 0),
        "is_keeper": is_keeper,
        "to_hand_in": [volume for one in found for volume in one.to_hand_in] if is_keeper else [],
        "open_volumes": _open_volumes(request),
    }
    return render(request, "registers/books.html", context)


@page(may=READERS, methods=["GET"])
def volume(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """Show a volume: its cover, and the page asked for, as far as the reader may see."""
    book = _volume(request, kind, number)
    context = {"volume": book, "is_keeper": request.actor.post in MANAGERS, "scope": book.scope}
    if not _is_open(request, book):
        return render(request, "registers/cover.html", context)
    shown = _page(request, book)
    context |= {
        "page": shown,
        "strikable": _strikable(request.actor, shown),
        "marked_line": _whole(request, "line"),
        "until": _open_volumes(request).get(book.key),
    }
    return render(request, "registers/volume.html", context)


@page(may=MANAGERS, methods=["POST"])
def read(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """Enter the reading in the custody book, and open the volume for half an hour."""
    book = _volume(request, kind, number)
    give(request, "read_register", {"register": kind, "volume": number})
    opened = _open_volumes(request) | {book.key: iso(request.at + READING_LASTS)}
    request.session[READING] = {"by": request.actor.code, "volumes": opened}
    asked = _whole(request, "page", posted=True)
    there = f"?page={asked}" if asked else ""
    return redirect(reverse("registers:volume", args=[kind, book.number]) + there)


@page(may=READERS, methods=["GET"])
def line(request: StaffRequest, kind: str, register_no: int) -> HttpResponse:
    """Lead to the page on which a numbered line stands."""
    book = shelves.volume_with(request.actor, kind, register_no)
    if book is None:
        raise Http404
    line_no = register_no - book.first_no + 1
    there = reverse("registers:volume", args=[kind, book.number])
    return redirect(f"{there}?line={line_no}#line-{line_no}")


@page(may=READERS, methods=["POST"])
def strike(request: StaffRequest, kind: str, register_no: int) -> HttpResponse:
    """Strike a line by a correcting line."""
    given = {"register": kind, "register_no": register_no, **filled(request, "reason")}
    answer = give(request, "strike", given).answer
    toast = phrase("Struck. The correction is No. {number}.", number=answer["correction_no"])
    return go(request, "registers:line", toast=toast, kind=kind, register_no=register_no)


@page(may=MANAGERS, methods=["POST"])
def hand_in(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """Record that a full volume was handed in."""
    book = _volume(request, kind, number)
    give(request, "hand_in_volume", {"register": kind, "volume": book.number})
    toast = phrase("Volume {volume} is handed in.", volume=book.number)
    return go(request, "registers:books", toast=toast)


@page(may=MANAGERS)
def custody(request: StaffRequest) -> HttpResponse:
    """Hand the custody of the registers over to another manager."""
    if request.method == "POST":
        give(request, "hand_over_custody", filled(request, "to", "reason"))
        return go(request, "registers:books", toast=phrase("Custody is handed over, on record."))
    site_id = request.actor.site_id or 0
    keeper = shelves.keeper_of(site_id)
    others = [(code, name) for code, name in managers_of(site_id) if code != keeper.code]
    return render(request, "registers/custody.html", {"keeper": keeper, "others": others})


@page(may=READERS, methods=["GET"])
def verify_now(request: StaffRequest) -> HttpResponse:
    """Walk every chain of the site now, and name the first line that does not fit."""
    found = verifying.verify(request.actor.site_id)
    context = {"found": found, "at": request.at, "bad": _place_of(request.actor, found.first_bad)}
    return render(request, "registers/_verified.html", context)


@page(may=MANAGERS, methods=["POST"])
def print_pages(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """Give the pages asked for as PDF, after entering the print in the custody book."""
    book = _volume(request, kind, number)
    first = _whole(request, "first", posted=True) or 1
    last = min(_whole(request, "last", posted=True) or book.pages, book.pages)
    if not 1 <= first <= last:
        raise bad_input(phrase("This volume has pages 1 to {pages}.", pages=book.pages))
    given = {"register": kind, "volume": number, "purpose": "print", "pages": f"{first}-{last}"}
    give(request, "read_register", given)
    paper = printing.paper(book, range(first, last + 1), request.actor, request.at)
    return _download(paper, "application/pdf", f"{_file_name(book)}-p{first}-{last}.pdf")


@page(may=MANAGERS, methods=["POST"])
def export(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """Give a volume as a table for spreadsheets, after entering the export in the custody book."""
    book = _volume(request, kind, number)
    given = {"register": kind, "volume": number, "purpose": "export"}
    give(request, "read_register", given)
    way = request.POST.get("as", "csv")
    sheet = printing.sheet(book, request.actor, request.at)
    return file_of(sheet, way if way in WAYS else "csv", _file_name(book))


@page(may=MANAGERS, methods=["POST"])
def bundle(request: StaffRequest) -> HttpResponse:
    """Give all registers with their verifier, to be checked without us; on record like a print."""
    site_id = queries.site_of(request.actor)
    with TemporaryDirectory(prefix="salesfloor-bundle-") as folder:
        path = Path(folder) / f"registers-{local(request.at):%Y%m%d-%H%M}.zip"
        exporting.write_bundle(actor=request.actor, at=request.at, site_id=site_id, path=path)
        return _download(path.read_bytes(), "application/zip", path.name)


def _volume(request: StaffRequest, kind: str, number: int) -> Volume:
    book = shelves.volume_numbered(request.actor, kind, number)
    if book is None:
        raise Http404
    return book


def _page(request: StaffRequest, book: Volume) -> pages.Page:
    if book.scope is not Scope.WHOLE:
        before = request.GET.get("before", "")
        return pages.own_lines(book, request.actor, request.at, before=before)
    marked = _whole(request, "line")
    register_no = _whole(request, "no")
    if register_no is not None:
        marked = register_no - book.first_no + 1
    asked = book.page_of(marked) if marked is not None else _whole(request, "page")
    asked = book.pages if asked is None else asked
    if not 1 <= asked <= book.pages:
        raise Http404
    return pages.page(book, asked)


def _is_open(request: StaffRequest, book: Volume) -> bool:
    """Tell whether the volume may be read now: at once, or because its reading is on record."""
    if book.scope is Scope.COVER:
        return False
    return not book.is_traced or book.key in _open_volumes(request)


def _open_volumes(request: StaffRequest) -> dict[str, str]:
    """Return the volumes whose reading is on record and not over; only one's own readings."""
    noted = request.session.get(READING, {})
    if noted.get("by") != request.actor.code:
        return {}
    return {
        book: until
        for book, until in noted["volumes"].items()
        if datetime.fromisoformat(until) > request.at
    }


def _strikable(actor: Actor, shown: pages.Page) -> set[int]:
    """Return the lines whose button the reader may press; the command judges again."""
    kind = shown.volume.kind
    if shown.volume.holder_id is not None or not rules.may_strike_in(kind):
        return set()
    return {one.line_no for one in shown.entries if _may_strike(actor, kind, one)}


def _may_strike(actor: Actor, kind: str, one: Entry) -> bool:
    return bool(
        COMMANDS["strike"].may_be_given_by(actor)
        and rules.may_strike_for(
            actor.post, wrote=one.actor == actor.code, is_common=register_of(kind).is_common
        )
        and rules.may_strike(one.kind, is_struck=one.struck is not None)
    )


def _place_of(actor: Actor, first_bad: str | None) -> dict[str, object] | None:
    """Return where the first bad line stands, for a link to its page."""
    if first_bad is None:
        return None
    name, _, line_no = first_bad.rpartition(":")
    _, kind, number = [*name.rsplit("/", 2), "", ""][:3]
    book = shelves.volume_numbered(actor, kind, int(number)) if number.isdecimal() else None
    return {
        "volume": book,
        "line_no": int(line_no) if line_no.isdecimal() else 0,
        "name": first_bad,
    }


def _whole(request: StaffRequest, name: str, *, posted: bool = False) -> int | None:
    """Return a whole number of the address or the form; whatever is none counts as absent."""
    text = (request.POST if posted else request.GET).get(name, "")
    is_whole = text.isascii() and text.isdigit() and len(text) <= DIGITS
    return int(text) if is_whole else None


def _file_name(book: Volume) -> str:
    return book.name.replace("/", "-")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
