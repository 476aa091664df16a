"""Rounds as lists: those done, those missed, and days kept on paper before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.places.api import Place, PlaceKind
from salesfloor.trades.venue.rounds.chains import CLAUSE, subject_of
from salesfloor.trades.venue.rounds.models import Miss, PastDay, Round
from salesfloor.trades.venue.rounds.queries import READERS, shift_names, state_of_miss
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
)
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet


def _zones(asked: Asked) -> list[tuple[str, str]]:
    rows = Place.objects.filter(site_id=asked.site_id, kind=PlaceKind.ZONE.value).order_by("code")
    return [(row.code, row.name) for row in rows]


def _in_zone(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    return rows.filter(zone__code=code)


_ZONE: Final = OneOf("place", phrase("Zone"), _zones, narrows=_in_zone)


def _in_time(row: Round, asked: Asked) -> Phrase | str:
    del asked
    if row.in_time is None:
        return ""
    return phrase("in time") if row.in_time else phrase("late")


def _state(row: dict[str, Any], asked: Asked) -> Phrase:
    del asked
    return state_of_miss(row["miss"])


def _page(row: dict[str, Any], asked: Asked) -> str:
    """Return the page of a missed round, on which somebody above excuses it."""
    del asked
    return address_of(subject_of(row["miss"].zone, row["miss"].due_at))


def _with_shifts(rows: list[Miss], asked: Asked) -> list[dict[str, Any]]:
    """Return each miss beside the name of its shift."""
    names = shift_names(asked.site_id)
    return [{"miss": row, "shift": names.get(row.shift, row.shift)} for row in rows]


ROUNDS: Final = List(
    "rounds",
    phrase("Rounds"),
    may=READERS,
    rows=lambda asked: Round.objects.filter(site_id=asked.site_id, struck_at=None).select_related(
        "zone"
    ),
    order=("-at", "-pk"),
    columns=(
        Column(phrase("Zone"), "zone.name", is_main=True),
        Column(phrase("Done"), "at", MOMENT, link=("checks:check", "check_no")),
        Column(phrase("Done by"), "by", PERSON_CODE),
        Column(phrase("Was due"), "due_at", MOMENT),
        Column(phrase("In time"), _in_time, SENTENCE),
        Column(phrase("Next due"), "next_due", MOMENT),
    ),
    filters=(_ZONE, Period("at")),
    empty=Empty(phrase("No rounds yet"), phrase("Each round of a zone stands here."), "ti-walk"),
    clause=CLAUSE,
    template="rounds/rounds.html",
)
MISSED: Final = List(
    "missed-rounds",
    phrase("Missed rounds"),
    may=READERS,
    rows=lambda asked: Miss.objects.filter(site_id=asked.site_id).select_related("zone"),
    order=("-due_at", "-pk"),
    prepare=_with_shifts,
    columns=(
        Column(phrase("Zone"), "miss.zone.name", link=_page, is_main=True),
        Column(phrase("Was due"), "miss.due_at", MOMENT),
        Column(phrase("Shift"), "shift"),
        Column(phrase("Day"), "miss.on", DAY),
        Column(phrase("In charge"), "miss.who", PERSON_CODE),
        Column(phrase("State"), _state, SENTENCE),
        Column(phrase("Miss excused by"), "miss.excused_by", PERSON_CODE),
        Column(phrase("Reason"), "miss.reason"),
    ),
    filters=(_ZONE, Period("due_at")),
    empty=Empty(phrase("No round was missed"), icon="ti-mood-happy"),
    clause=CLAUSE,
    template="rounds/rounds.html",
)


def _times(name: str) -> Callable[[PastDay, Asked], str]:
    def said(row: PastDay, asked: Asked) -> str:
        del asked
        return " ".join(f"{at:%H:%M}" for at in getattr(row, name))

    return said


def _how(row: PastDay, asked: Asked) -> Phrase | str:
    del asked
    if row.is_rest:
        return phrase("day of rest")
    return phrase("{done} of {all}", done=len(row.done), all=len(row.done) + len(row.missed))


PAST: Final = List(
    "past-rounds",
    phrase("Sheets of rounds"),
    may=READERS,
    rows=lambda asked: PastDay.objects.filter(site_id=asked.site_id, struck_at=None).select_related(
        "zone"
    ),
    order=("-on", "-pk"),
    columns=(
        Column(phrase("Zone"), "zone.name", is_main=True),
        Column(phrase("Day"), "on", DAY),
        Column(phrase("Rounds done"), _how, SENTENCE),
        Column(phrase("Times of rounds"), _times("done")),
        Column(phrase("With a fault"), _times("failed")),
        Column(phrase("Times without a round"), _times("missed")),
        Column(phrase("Checked by"), "who"),
        Column(phrase("Remark"), "note"),
    ),
    filters=(_ZONE, Period("on")),
    empty=Empty(
        phrase("No old sheets"),
        phrase("Sheets kept on paper before come in as a spreadsheet; nothing falls due by them."),
        "ti-table-import",
    ),
    clause=CLAUSE,
    template="rounds/rounds.html",
)
