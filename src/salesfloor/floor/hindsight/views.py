"""The page on which the manager tries policies on the site's own past."""

from __future__ import annotations

from datetime import timedelta
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
from salesfloor.floor.hindsight.lists import COMMAND, OTHERWISE
from salesfloor.floor.hindsight.values import Tried
from salesfloor.kernel.jobs import api as jobs
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from salesfloor.web.requests import StaffRequest

STEPS: Final = {"try": phrase("Facts worked out")}
_USUAL: Final = timedelta(days=90)


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
def tried(request: StaffRequest, number: int) -> HttpResponseBase:
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
    if job.answer is not None:
        return OTHERWISE.view(request, number=number)
    if job.sentence:
        shown["refusal"] = Phrase(job.sentence, job.facts)
    return render(request, "hindsight/trying.html", shown)


@page(may=MANAGERS, methods=["POST"])
def use(request: StaffRequest) -> HttpResponse:
    """Set the policies of a preset."""
    give(request, "use_preset")
    return go(request, "hindsight:what_if", toast=phrase("The changes are on record."))
