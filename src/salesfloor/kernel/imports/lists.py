"""What was imported before, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.imports.choices import ERRORS
from salesfloor.kernel.imports.commands import is_for
from salesfloor.kernel.imports.kinds import IMPORTERS, kinds
from salesfloor.kernel.imports.models import Import, SentFile
from salesfloor.kernel.imports.peeking import peek
from salesfloor.kernel.jobs import api as jobs
from salesfloor.web.lists import (
    MOMENT,
    NUMBER,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    Pieces,
    choice,
)

if TYPE_CHECKING:
    from salesfloor.kernel.imports.kinds import ImportKind
    from salesfloor.kernel.jobs.api import Job
    from salesfloor.web.lists.filters import Pairs
    from salesfloor.web.requests import StaffRequest

COMMAND: Final = "import_file"
WRONG, ODD = "wrong", "odd"
STANDINGS: Final = {WRONG: phrase("Wrong"), ODD: phrase("Odd")}


def _kind(row: Import, asked: Asked) -> Phrase | str:
    del asked
    found = kinds().get(row.kind)
    return found.label if found else row.kind


def _kinds(asked: Asked) -> Pairs:
    del asked
    return [(one.name, one.label) for one in kinds().values()]


def offered(request: StaffRequest) -> list[ImportKind]:
    """Return the kinds that the person may let in at the site; none where no site is chosen."""
    site = request.site
    if site is None:
        return []
    post, site_id, trade = request.actor.post, site.pk, site.trade
    return [
        one
        for one in kinds().values()
        if (one.trades is None or trade in one.trades) and is_for(one, post=post, site_id=site_id)
    ]


def _also(asked: Asked) -> dict[str, Any]:
    latest = jobs.latest(asked.actor, COMMAND)
    values = {str(one.given.get("file")) for one in latest}
    sent = SentFile.objects.filter(site_id=asked.site_id, value__in=values)
    return {
        "kinds": offered(asked.request),
        "jobs": latest,
        "names": dict(sent.values_list("value", "name")),
        "labels": {one.name: one.label for one in kinds().values()},
    }


IMPORTS: Final = List(
    "imports",
    phrase("Import"),
    may=IMPORTERS,
    rows=lambda asked: Import.objects.filter(site_id=asked.site_id),
    order=("-at", "-pk"),
    columns=(
        Column(phrase("File"), "name", is_main=True),
        Column(phrase("What it holds"), _kind, SENTENCE),
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Imported by"), "by", PERSON_CODE),
        Column(phrase("Came in"), "added", NUMBER),
        Column(phrase("Bad rows"), "bad", NUMBER),
    ),
    filters=(OneOf("kind", phrase("What it holds"), _kinds), Period("at")),
    empty=Empty(phrase("Nothing was imported here yet."), icon="ti-file-import"),
    template="imports/start.html",
    also=_also,
)


def _job(asked: Asked) -> Job:
    found = jobs.of(asked.actor, asked.args["number"], COMMAND)
    if found is None or found.answer is None:
        raise Http404
    return found


def sent_file(job: Job) -> SentFile | None:
    """Return the file that an import reads, while it is kept."""
    return SentFile.objects.filter(site_id=job.site_id, value=job.given.get("file")).first()


def _cells(asked: Asked) -> Pieces:
    """Return the cells that are wrong, then those that are odd."""
    answer = _job(asked).answer or {}
    told = {WRONG: answer["errors"], ODD: answer["warnings"]}
    wanted = asked.wanted["standing"]
    return Pieces(
        [
            {**one, "standing": standing}
            for standing, cells in told.items()
            if wanted in {"", standing}
            for one in cells
        ]
    )


def _with_what_they_say(cells: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    """Read what the cells of a page say out of the file, at once."""
    job = _job(asked)
    kind, sent = kinds().get(job.given.get("kind", "")), sent_file(job)
    if kind is None or sent is None:
        return cells
    seen = peek(sent, kind, job.given.get("mapping") or {}, cells)
    return [{**one, "value": seen.said.get((one["sheet"], one["cell"]), "")} for one in cells]


def _why(row: dict[str, Any], asked: Asked) -> Phrase:
    del asked
    return ERRORS.get(row["error"], Phrase(row["error"]))


CELLS: Final = List(
    "import_cells",
    phrase("Cells that are wrong or odd"),
    may=IMPORTERS,
    rows=_cells,
    prepare=_with_what_they_say,
    columns=(
        Column(phrase("Cell"), "cell", is_main=True),
        Column(phrase("Sheet of the file"), "sheet"),
        Column(phrase("Row"), "row", NUMBER),
        Column(phrase("What it says"), "value"),
        Column(phrase("State"), "standing", choice(STANDINGS, tones={WRONG: "bad", ODD: "warn"})),
        Column(phrase("Why"), _why, SENTENCE),
    ),
    filters=(OneOf("standing", phrase("State"), tuple(STANDINGS.items()), by_rows=True),),
    empty=Empty(phrase("No cell is wrong."), icon="ti-circle-check"),
    per_page=50,
)
