"""The site's people as a list: post, team, loans, ways in."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, SET_UP
from salesfloor.kernel.people import organisation
from salesfloor.kernel.people.organisation import Person
from salesfloor.web.lists import (
    CODE,
    MOMENT,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Search,
    choice,
)
from salesfloor.web.searching import Hit, Wish, searcher
from salesfloor.web.trades import post_words, word

YES_NO: Final = {"True": phrase("yes"), "False": phrase("no")}


def _rows(asked: Asked) -> list[Person]:
    wanted = asked.wanted
    text = wanted["q"].casefold()
    return [
        one
        for one in organisation.organisation(asked.site_id, asked.at).everybody
        if text in f"{one.name} {one.code}".casefold()
        and wanted["post"] in {"", one.post}
        and wanted["team"] in {"", one.team}
        and (not wanted["lent"] or one.until is not None)
    ]


def _trade(asked: Asked) -> str:
    return str(getattr(asked.request.site, "trade", ""))


def _post(person: Person, asked: Asked) -> Phrase:
    return word(person.post, _trade(asked))


def _posts(asked: Asked) -> list[tuple[str, Phrase]]:
    return post_words(_trade(asked))


def _teams(asked: Asked) -> list[tuple[str, str]]:
    return [(name, name) for name in organisation.team_names(asked.site_id)]


PEOPLE: Final = List(
    "people",
    phrase("People"),
    may=LEADERS | SET_UP,
    rows=_rows,
    columns=(
        Column(phrase("Name"), "name", link=("people:person", "code"), is_main=True),
        Column(phrase("Code"), "code", CODE),
        Column(phrase("Post"), _post),
        Column(phrase("Team"), "team"),
        Column(phrase("On loan to"), "lent_to"),
        Column(phrase("On loan from"), "lent_from", on_screen=False),
        Column(phrase("until"), "until", MOMENT),
        Column(phrase("Account"), "has_account", choice(YES_NO, {"False": "warn"})),
        Column(phrase("PIN"), "has_pin", choice(YES_NO, {"False": "warn"})),
    ),
    filters=(
        Search("q", phrase("Name or code"), by_rows=True),
        OneOf("post", phrase("Post"), _posts, by_rows=True),
        OneOf("team", phrase("Team"), _teams, by_rows=True),
        Flag("lent", phrase("On loan"), by_rows=True),
    ),
    empty=Empty(
        phrase("Nobody is here yet"),
        phrase("Take a manager on first, then the team leads, then who works in their teams."),
        "ti-users",
    ),
    template="people/list.html",
    clause="3.1.1",
)


@searcher("people", phrase("People"), may=LEADERS | SET_UP)
def find_people(wish: Wish) -> list[Hit]:
    """Find people of the site by name or code."""
    whole = organisation.organisation(wish.site_id, wish.request.at)
    return [
        Hit(one.name, word(one.post, wish.trade), reverse("people:person", args=[one.code]))
        for one in whole.everybody
        if wish.fits(one.name, one.code)
    ]
