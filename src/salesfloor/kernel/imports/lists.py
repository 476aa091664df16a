"""What was imported before, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.imports.commands import is_for
from salesfloor.kernel.imports.kinds import IMPORTERS, kinds
from salesfloor.kernel.imports.models import Import
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
)

if TYPE_CHECKING:
    from salesfloor.kernel.imports.kinds import ImportKind
    from salesfloor.web.lists.filters import Pairs

COMMAND: Final = "import_file"


def _kind(row: Import, asked: Asked) -> Phrase | str:
    del asked
    found = kinds().get(row.kind)
    return found.label if found else row.kind


def _kinds(asked: Asked) -> Pairs:
    del asked
    return [(one.name, one.label) for one in kinds().values()]


def _offered(asked: Asked) -> list[ImportKind]:
    """Return the kinds that the person may let in at the site; none where no site is chosen."""
    site = asked.request.site
    if site is None:
        return []
    post, site_id, trade = asked.actor.post, site.pk, site.trade
    return [
        one
        for one in kinds().values()
        if (one.trades is None or trade in one.trades) and is_for(one, post=post, site_id=site_id)
    ]


def _also(asked: Asked) -> dict[str, Any]:
    return {
        "kinds": _offered(asked),
        "jobs": jobs.latest(asked.actor, COMMAND),
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
