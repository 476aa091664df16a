"""A customer's page in parts: what modules above tell of the customer, and what is done there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.urls import reverse

from salesfloor.base import modules
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.queries import story, whose
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.forms import given_by
from salesfloor.web.pages import CommandForm, give, give_form, go, page, said_after

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from salesfloor.base.modules import SubjectPart
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest

RECORD: Final = "record"
ASK: Final = "ask"
_OF_PAGE: Final = frozenset({ASK})
"""Commands that are given on every customer's page."""


@dataclass(frozen=True, slots=True)
class Band:
    """How long a claim stands: the day and how pressing it is."""

    tone: str
    until_on: date | None
    """None while a deal binds the claim."""


def band_of(told: story.Story, request: StaffRequest) -> Band | None:
    """Return how a claim stands: green, amber from the day of the warning, red on the last day."""
    claim = told.claim
    if claim is None:
        return None
    if rules.is_bound(claim.lapses_at):
        return Band("good", None)
    policy = rulebook.policies(told.customer.site_id, request.at)
    last, today = whose.last_day(claim.lapses_at), day_of(request.at)
    warned = last - timedelta(days=policy[f"{_warned_as(claim.kind)}.warn_before_days"])
    tone = "bad" if today >= last else "warn" if today >= warned else "good"
    return Band(tone, last)


def _warned_as(kind: str) -> str:
    return "visit" if kind == "visit" else "call"


def tabs_of(request: StaffRequest, told: story.Story) -> list[SubjectPart]:
    """Return the parts that this reader finds on the customer's page."""
    return [part for part in modules.subject_parts("customer") if part.may(request, told)]


def glances_of(
    request: StaffRequest, told: story.Story, parts: list[SubjectPart]
) -> list[tuple[str, Phrase]]:
    """Return what each part says in the head of the page: the tab and its sentence."""
    said = [(part.name, part.glance(request, told)) for part in parts]
    return [(name, sentence) for name, sentence in said if sentence is not None]


def shown(request: StaffRequest, told: story.Story) -> dict[str, Any]:
    """Return what the head of the page and the chosen tab show."""
    parts = tabs_of(request, told)
    wanted = request.GET.get("tab", RECORD)
    chosen = next((part for part in parts if part.name == wanted), None)
    facts: dict[str, Any] = {
        "tabs": parts,
        "tab": chosen.name if chosen else RECORD,
        "band": band_of(told, request),
        "glances": glances_of(request, told, parts),
        "ask_form": form_of(request, told.customer.pk, ASK),
    }
    if chosen is not None:
        facts |= {"part": chosen, **chosen.build(request, told)}
        facts["forms"] = {
            name: form_of(request, told.customer.pk, name)
            for name in chosen.commands
            if COMMANDS[name].may_be_given_by(request.actor)
        }
    return facts


def form_of(request: StaffRequest, pk: int, name: str) -> CommandForm:
    """Return the form of a command about the customer of a page; the phone stays out of the page."""
    form = give_form(request, name)
    fields = [field for field in form.fields if field.name not in {"phone", "about"}]
    return replace(form, url=reverse("customers:act", args=[pk, name]), fields=fields)


@page(may=ANYONE, methods=["POST"])
def act(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Give a command about the customer of a page, and come back to the part where it stood."""
    person = story.customer_of(request.actor, pk)
    parts = [part for part in modules.subject_parts("customer") if name in part.commands]
    if person is None or (not parts and name not in _OF_PAGE):
        raise Http404
    declared = COMMANDS[name]
    given = given_by(declared, request.POST)
    given |= {"about": f"customer:{person.phone}"} if name == ASK else {"phone": person.phone}
    answer = give(request, name, given).answer
    tab = parts[0].name if parts else RECORD
    address = reverse("customers:customer", args=[pk])
    return go(request, f"{address}?tab={tab}", toast=said_after(declared, answer))
