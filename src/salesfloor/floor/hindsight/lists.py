"""Who would stand otherwise under the policies that were tried, as a list beside what was tried."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.hindsight.values import said_value
from salesfloor.kernel.jobs import api as jobs
from salesfloor.web.charts import Chart, Series
from salesfloor.web.directory import names_of
from salesfloor.web.lists import (
    DAY,
    PERSON_CODE,
    SENTENCE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    Pieces,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.kernel.jobs.api import Job

COMMAND: Final = "what_if"


def _job(asked: Asked) -> Job:
    found = jobs.of(asked.actor, asked.args["number"], COMMAND)
    if found is None or found.answer is None:
        raise Http404
    return found


def _rows(asked: Asked) -> Pieces:
    rows = (_job(asked).answer or {})["rows"]
    if asked.wanted["other_owner"]:
        rows = [one for one in rows if one["owner"] != one["would_owner"]]
    return Pieces(rows)


def _also(asked: Asked) -> dict[str, Any]:
    job = _job(asked)
    answer: dict[str, Any] = job.answer or {}
    rows = answer["rows"]
    return {
        "answer": answer,
        "tried": [said_value(name, value) for name, value in sorted(job.given["policy"].items())],
        "period": (_day(job.given["from"]), _day(job.given["to"])),
        "other_owner": sum(one["owner"] != one["would_owner"] for one in rows),
        "chart": _chart(rows),
    }


def _chart(rows: list[dict[str, Any]]) -> Chart | None:
    """Draw, of the customers who would stand otherwise, how many each has now and would have."""
    if not rows:
        return None
    now = Counter(one["owner"] for one in rows)
    would = Counter(one["would_owner"] for one in rows)
    people = sorted({*now, *would} - {None}, key=lambda code: (-now[code], str(code)))
    names = names_of([str(code) for code in people])
    labels: list[Phrase | str] = [names.get(str(code), str(code)) for code in people]
    labels.append(phrase("Nobody"))
    series = [
        Series(phrase("Now"), [now[code] for code in [*people, None]], "accent"),
        Series(phrase("Would be"), [would[code] for code in [*people, None]], "note"),
    ]
    return Chart(phrase("Customers who would stand otherwise, by owner"), labels, series)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _day_at(name: str) -> Callable[[dict[str, Any], Asked], date | None]:
    return lambda row, _asked: _day(row[name])


def _standing(row: dict[str, Any], asked: Asked) -> Phrase | None:
    del asked
    return phrase("buys") if row["deal"] else None


OTHERWISE: Final = List(
    "what_if",
    phrase("What was tried"),
    may=MANAGERS,
    rows=_rows,
    columns=(
        Column(phrase("Phone"), "phone", is_main=True),
        Column(phrase("Deal"), _standing, SENTENCE),
        Column(phrase("Owner now"), "owner", PERSON_CODE, otherwise="–"),
        Column(phrase("To the end of"), _day_at("until"), DAY, otherwise="–"),
        Column(phrase("Would be"), "would_owner", PERSON_CODE, otherwise="–"),
        Column(phrase("To the end of"), _day_at("would_until"), DAY, otherwise="–"),
    ),
    filters=(Flag("other_owner", phrase("With another owner"), by_rows=True),),
    empty=Empty(phrase("Under these policies every customer would stand as now."), icon="ti-equal"),
    not_found=Empty(
        phrase("Under these policies nobody would have another owner."), icon="ti-equal"
    ),
    template="hindsight/tried.html",
    also=_also,
)
