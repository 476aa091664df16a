"""The guided tour: ten steps for each post, one after the other on the pages themselves.

A module's page says in its description what the tour tells there (`modules.Page.tour`); the steps that all
posts have stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.web import navigation

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

STEPS: Final = 10
"""Steps of each post's tour."""
OWN: Final = 5
"""So many of them tell about the post's own pages, where it has so many."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the page it stands on, what it points at, and what it says."""

    address: str
    target: str
    title: Phrase
    text: Phrase


COMMON: Final = (
    Step(
        "/",
        ".inbox-link",
        phrase("Messages"),
        phrase("When something concerns you, it is told here, with the clause it rests on."),
    ),
    Step(
        "/",
        ".find, .find-link",
        phrase("Search"),
        phrase("One search for customers, people, pages and clauses. At a desk press / to begin."),
    ),
    Step(
        "/",
        ".help",
        phrase("Help"),
        phrase("The question mark leads to the guide, at the chapter about the page you are on."),
    ),
    Step(
        "/",
        ".who > summary",
        phrase("Your account"),
        phrase("PIN and password, second factor, light or dark look, and the way out."),
    ),
    Step(
        "/",
        "main",
        phrase("When something is refused"),
        phrase("A refusal is a sentence: what, by which clause, and what to do instead."),
    ),
    Step(
        "/",
        "main",
        phrase("Without a network"),
        phrase(
            "Go on as usual: what you typed is kept and sent once, as soon as the network is back."
        ),
    ),
    Step(
        "/give/",
        "main",
        phrase("All that I can do"),
        phrase("Everything that your post may do, by its word, with the clause."),
    ),
    Step(
        "/messages/",
        ".exports, main",
        phrase("Lists and spreadsheets"),
        phrase(
            "Every list can be narrowed and taken along as Excel or CSV, with just what you may see."
        ),
    ),
    Step(
        "/",
        ".language, .who > summary",
        phrase("Chinese and English"),
        phrase(
            "One switch turns every word into the other language; at a phone it is in your account."
        ),
    ),
)


def steps_for(request: StaffRequest) -> list[Step]:
    """Return the ten steps of the person's tour: their own pages first, then what all have."""
    pages = navigation.pages_of(request.actor.post, str(getattr(request.site, "trade", "")))
    own = [
        Step(address, page.tour_target, page.label, page.tour)
        for page in pages
        if page.tour is not None and (address := _address(page.name))
    ]
    common = COMMON[: STEPS - OWN]
    return [*own[:OWN], *common, *own[OWN:], *COMMON[len(common) :]][:STEPS]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
