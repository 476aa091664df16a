"""The page on which the manager tries policies on the site's own past."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.hindsight import presets
from salesfloor.kernel.jobs import api as jobs
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.charts import Chart, Series
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.api import Parameter
    from salesfloor.web.requests import StaffRequest

COMMAND: Final = "what_if"
STEPS: Final = {"try": phrase("Facts worked out")}
_USUAL: Final = timedelta(days=90)
_SHOWN: Final = 300


@dataclass(frozen=True, slots=True)
class Tried:
    """A policy on the page: what is in force, and what is tried."""

    parameter: Parameter
    in_force: Any
    tried: Any = None
    """None: as it is in force."""

    @property
    def label(self) -> str:
        """Return what it decides, in the reader's language."""
        is_chinese = (get_language() or "").startswith("zh")
        return self.parameter.label_zh if is_chinese else self.parameter.label_en

    @property
    def now(self) -> Phrase | str:
        """Return the value in force as people say it."""
        return rulebook.value_word(self.parameter, self.in_force)

    @property
    def options(self) -> list[tuple[str, Phrase | str, bool]]:
        """Return what can be chosen, as code and word, and whether it is tried; none where one types."""
        if self.parameter.type == "boolean":
            return [
                ("true", phrase("yes"), self.tried is True),
                ("false", phrase("no"), self.tried is False),
            ]
        tried = self.tried if isinstance(self.tried, list) else [self.tried]
        return [
            (one, rulebook.choice_word(self.parameter, one), one in tried)
            for one in self.parameter.choices
        ]


@page(may=MANAGERS)
def what_if(request: StaffRequest) -> HttpResponse:
    """Offer the policies that decide about claims, and begin to try them."""
    if request.method == "POST":
        given = {
            "policy": _policies(request),
            "from": request.POST.get("from", ""),
            "to": request.POST.get("to", ""),
        }
        job = jobs.start(request.actor, request.at, COMMAND, given)
        return go(request, "hindsight:tried", number=job.pk)
    today = day_of(request.at)
    chosen = presets.all_presets().get(request.GET.get("preset", ""))
    shown = {
        "values": _rows(request, chosen.policies if chosen else {}),
        "presets": presets.all_presets().values(),
        "chosen": chosen,
        "is_chinese": (get_language() or "").startswith("zh"),
        "from": (today - _USUAL).isoformat(),
        "to": today.isoformat(),
        "today": today.isoformat(),
        "jobs": jobs.latest(request.actor, COMMAND),
    }
    return render(request, "hindsight/what_if.html", shown)


def _rows(request: StaffRequest, tried: dict[str, Any]) -> list[Tried]:
    values = rulebook.policies(registers.site_of(request.actor), request.at)
    known = rulebook.parameters()
    return [Tried(one, values[name], tried.get(name)) for name, one in known.items() if one.what_if]


def _policies(request: StaffRequest) -> dict[str, Any]:
    """Return the values that were typed, as the policies take them; what is empty stays as it is in force."""
    found: dict[str, Any] = {}
    for name, parameter in rulebook.parameters().items():
        text = request.POST.get(f"try.{name}", "").strip()
        if not text:
            continue
        if parameter.type == "list":
            found[name] = request.POST.getlist(f"try.{name}")
        elif parameter.type in {"choice", "text", "time"}:
            found[name] = text
        else:
            try:
                found[name] = orjson.loads(text)
            except orjson.JSONDecodeError:  # which refuses what no number may be, too
                found[name] = text
    return found


@page(may=MANAGERS, methods=["GET"])
def tried(request: StaffRequest, number: int) -> HttpResponse:
    """Show the trying while it goes on, and then who would own whom."""
    job = jobs.of(request.actor, number, COMMAND)
    if job is None:
        raise Http404
    address = reverse("hindsight:tried", args=[number])
    shown: dict[str, Any] = {"job": job, "url": address, "steps": STEPS}
    if request.headers.get("HX-Target") == "job":
        if not job.is_over:
            return render(request, "jobs/_progress.html", shown)
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    if job.sentence:
        shown["refusal"] = Phrase(job.sentence, job.facts)
    if job.answer is not None:
        shown |= _result(job)
    return render(request, "hindsight/tried.html", shown)


def _result(job: jobs.Job) -> dict[str, Any]:
    answer: dict[str, Any] = job.answer or {}
    rows = answer["rows"]
    codes = {one[key] for one in rows for key in ("owner", "would_owner") if one[key]}
    names = names_of(sorted(codes))
    other = sum(one["owner"] != one["would_owner"] for one in rows)
    return {
        "answer": answer,
        "tried": [_said(name, value) for name, value in sorted(job.given["policy"].items())],
        "period": (job.given["from"], job.given["to"]),
        "other_owner": other,
        "rows": [_named(one, names) for one in rows[:_SHOWN]],
        "more": max(0, len(rows) - _SHOWN),
        "chart": _chart(rows, names),
    }


def _said(name: str, value: Any) -> tuple[str, str]:  # noqa: ANN401 - each has its type
    """Return what a policy decides, and the value that was tried with its unit, as people say them."""
    parameter = rulebook.parameters().get(name)
    if parameter is None:
        return name, str(value)
    return Tried(parameter, value).label, rulebook.valued(parameter, value)


def _named(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        **row,
        "owner": names.get(row["owner"] or "", row["owner"]),
        "would_owner": names.get(row["would_owner"] or "", row["would_owner"]),
        "until": _day(row["until"]),
        "would_until": _day(row["would_until"]),
    }


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _chart(rows: list[dict[str, Any]], names: dict[str, str]) -> Chart | None:
    """Draw, of the customers who would stand otherwise, how many each has now and would have."""
    now = Counter(one["owner"] for one in rows)
    would = Counter(one["would_owner"] for one in rows)
    people = sorted({*now, *would} - {None}, key=lambda code: (-now[code], str(code)))
    labels: list[Phrase | str] = [names.get(str(code), str(code)) for code in people]
    labels.append(phrase("Nobody"))
    if not rows:
        return None
    series = [
        Series(phrase("Now"), [now[code] for code in [*people, None]], "accent"),
        Series(phrase("Would be"), [would[code] for code in [*people, None]], "note"),
    ]
    return Chart(phrase("Customers who would stand otherwise, by owner"), labels, series)


@page(may=MANAGERS, methods=["POST"])
def use(request: StaffRequest) -> HttpResponse:
    """Set the policies of a preset."""
    give(request, "use_preset")
    return go(request, "hindsight:what_if", toast=phrase("The changes are on record."))
