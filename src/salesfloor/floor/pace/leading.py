"""What the page of targets says beyond the answer: how leads stand, and where each warning is opened (4.5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.pace.models import Due, Level
from salesfloor.floor.pace.queries import progress_row
from salesfloor.floor.pace.standing import board_at, given_in
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import StaffActor
    from salesfloor.base.periods import Period
    from salesfloor.floor.pace.queries import ProgressRow


@dataclass(frozen=True, slots=True)
class Mark:
    """A warning beside somebody's figures: given, or due and not given."""

    word: Phrase
    url: str
    tag: str


def leads(actor: StaffActor, at: datetime, period: Period) -> dict[str, ProgressRow]:
    """Return the leads whom the reader sees, by code: their team's figures over the site's days."""
    board = board_at(people.Site.objects.get(pk=actor.site_id), at, period=period)
    sight = results.sight_of(actor, at)
    given = given_in(board.site.pk, str(period))
    rows = [board.row_of_lead(team) for team in board.teams]
    seen = [row for row in rows if row is not None and sight.sees(row.person.pk)]
    return {row.person.code: progress_row(board, row, given) for row in seen}


def marks(actor: StaffActor, at: datetime, period: Period) -> dict[str, list[Mark]]:
    """Return the warnings of a period that the reader sees, by code: those given, then those due."""
    sight = results.sight_of(actor, at)
    given = given_in(actor.site_id, str(period))
    found: dict[int, list[Mark]] = {}
    for (staff_id, level), row in given.items():
        tag = "is-bad" if level == Level.WRITTEN else "is-warn"
        url = reverse("pace:warning", args=[row.number])
        found.setdefault(staff_id, []).append(Mark(Level(level).label, url, tag))
    for due in Due.objects.filter(site_id=actor.site_id, period=str(period)).order_by("pk"):
        if (due.staff_id, due.level) not in given and due.staff_id != actor.staff_id:
            word = phrase("{level} due", level=Level(due.level).label)
            mark = Mark(word, reverse("pace:due", args=[due.pk]), "is-note")
            found.setdefault(due.staff_id, []).append(mark)
    codes = people.codes_of(list(found))
    return {codes[one]: words for one, words in found.items() if sight.sees(one)}
