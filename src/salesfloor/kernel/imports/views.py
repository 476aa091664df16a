"""The pages of an import: choose a file, see what is in it, choose, let it in, see what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.imports.choices import OldClaims, OnError, WithoutPhone
from salesfloor.kernel.imports.commands import receive
from salesfloor.kernel.imports.corrected import corrected_file
from salesfloor.kernel.imports.kinds import IMPORTERS, kinds
from salesfloor.kernel.imports.lists import CELLS, COMMAND, IMPORTS, offered, sent_file
from salesfloor.kernel.imports.peeking import SHOWN, peek
from salesfloor.kernel.jobs import api as jobs
from salesfloor.web.pages import go, page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from salesfloor.web.requests import StaffRequest

STEPS: Final = {
    "read": phrase("Rows read"),
    "judge": phrase("Rows that came in before are looked for"),
    "claims": phrase("Lines counted for the claims"),
    "prepare": phrase("Customers are written"),
    "write": phrase("Rows written"),
    "keep": phrase("Claims written, step by step"),
}
DIGITS: Final = 6
"""Digits of a number of days; a longer one stays a text, and is refused as one."""
_CHOSEN: Final = ("on_error", "without_phone", "claims", "renew_days", "from")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(may=IMPORTERS)
def start(request: StaffRequest) -> HttpResponseBase:
    """Offer the kinds that can come in and take a file; beneath, what came in before."""
    if request.method == "POST":
        return _take(request)
    return IMPORTS.view(request)


def _take(request: StaffRequest) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        raise bad_input(phrase("Choose a file first."))
    if request.actor.site_id is None or request.actor.staff_id is None:
        raise bad_input(phrase("Say at which site."))
    value = receive(
        site_id=request.actor.site_id,
        staff_id=request.actor.staff_id,
        name=sent.name or "",
        content=sent.read(),
        at=request.at,
    )
    given = {"kind": request.POST.get("kind", ""), "file": value}
    job = jobs.start(request.actor, request.at, COMMAND, given)
    return go(request, "imports:job", number=job.pk)


@page(may=IMPORTERS)
def job(request: StaffRequest, number: int) -> HttpResponseBase:
    """Show an import while it goes on, what it found, and what came in; look anew or let it in."""
    found = _job(request, number)
    if request.method == "POST":
        given = _chosen(request, found)
        again = jobs.start(request.actor, request.at, COMMAND, given)
        return go(request, "imports:job", number=again.pk)
    address = reverse("imports:job", args=[number])
    shown: dict[str, Any] = {"job": found, "url": address, "steps": STEPS}
    shown["call_off"] = reverse("imports:call_off", args=[number])
    if request.headers.get("HX-Target") == "job":
        if not found.is_over:
            return render(request, "jobs/_progress.html", shown)
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    wants_cells = request.GET.get("as") or request.headers.get("HX-Target") == "list"
    if found.answer is not None and wants_cells:
        return CELLS.view(request, number=number)
    if found.is_over:
        shown |= _result(request, found)
    return render(request, "imports/job.html", shown)


@page(may=IMPORTERS, methods=["POST"])
def call_off(request: StaffRequest, number: int) -> HttpResponse:
    """Call an import off that is under way: nothing of it is written."""
    jobs.call_off(_job(request, number), request.at)
    return go(request, "imports:job", number=number)


def _job(request: StaffRequest, number: int) -> jobs.Job:
    found = jobs.of(request.actor, number, COMMAND)
    if found is None:
        raise Http404
    return found


def _result(request: StaffRequest, found: jobs.Job) -> dict[str, Any]:
    """Return what a page shows of an import that has come to an end."""
    kind = kinds().get(found.given.get("kind", ""))
    shown: dict[str, Any] = {
        "kind": kind,
        "is_applied": bool(found.given.get("apply")),
        "refusal": Phrase(found.sentence, found.facts) if found.sentence else None,
    }
    sent = sent_file(found)
    if found.answer is None or kind is None or sent is None:
        return shown | {"file": sent}
    answer = found.answer
    seen = peek(sent, kind, found.given.get("mapping") or {}, [])
    counted = [sheet for sheet in answer["sheets"] if "rows" in sheet]
    good = sum(sheet["good"] - sheet["known"] for sheet in counted)
    bad = sum(sheet["bad"] for sheet in counted)
    return shown | {
        "file": sent,
        "answer": answer,
        "sheets": counted,
        "fits": [
            one
            for one in offered(request)
            if not counted and any(sheet.name in seen.others for sheet in one.sheets)
        ],
        "others": [sheet for sheet in answer["sheets"] if "rows" not in sheet],
        "good": good,
        "bad": bad,
        "listed": CELLS.listed(CELLS.asked(request, {"number": found.pk})),
        "mapping": seen.sheets,
        "given": found.given,
        "without_phones": sum(one["error"] == "phone_missing" for one in answer["errors"]),
        "choices": {
            "without_phone": WithoutPhone.pairs(),
            "claims": OldClaims.pairs(),
        },
        "has_claims": "claims" in answer,
        "back": reverse(kind.back) if kind.back else "",
        "report": kind.report,
        "told": kind.shows(answer, SHOWN) if kind.shows else {},
    }


def _is_days(text: str) -> bool:
    return text.isdecimal() and len(text) <= DIGITS


def _chosen(request: StaffRequest, found: jobs.Job) -> dict[str, Any]:
    """Return the fields of the next command: the file as before, the choices of the form."""
    given = {name: found.given[name] for name in ("kind", "file")}
    if request.POST.get("kind") in kinds():
        return {**given, "kind": request.POST["kind"]}
    for name in _CHOSEN:
        text = request.POST.get(name, "").strip()
        if text:
            given[name] = int(text) if name == "renew_days" and _is_days(text) else text
    if given.get("claims") != OldClaims.RENEW.value:
        given.pop("renew_days", None)
    mapping: dict[str, dict[str, str]] = dict(found.given.get("mapping") or {})
    for key, column in request.POST.items():
        if key.startswith("map|"):
            _, sheet, name = key.split("|", 2)
            mapping.setdefault(sheet, {})[name] = str(column)
    if mapping:
        given["mapping"] = mapping
    let_in = request.POST.get("let_in", "")
    if let_in or request.POST.get("apply") == "true":
        given["apply"] = True
    if let_in in OnError.labels():
        given["on_error"] = let_in
    return given


@page(may=IMPORTERS, methods=["GET"])
def corrected(request: StaffRequest, number: int) -> HttpResponse:
    """Give the file back as it came, with the bad cells marked and the reasons behind."""
    found = _job(request, number)
    sent = sent_file(found)
    if found.answer is None or sent is None:
        raise Http404
    content = corrected_file(bytes(sent.content), sent.name, found.answer["errors"])
    response = HttpResponse(content, content_type=_XLSX)
    name = quote(f"corrected-{sent.value[:8]}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
