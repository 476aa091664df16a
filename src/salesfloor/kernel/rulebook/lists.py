"""The cases of a clause as a list: who did what, when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.urls import reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, MANAGERS, SET_UP
from salesfloor.kernel.rulebook import evidence
from salesfloor.kernel.rulebook.clauses import clauses, parameters
from salesfloor.kernel.rulebook.models import PolicyValue
from salesfloor.kernel.rulebook.settings import offered
from salesfloor.kernel.rulebook.templatetags.rulebook import label
from salesfloor.kernel.rulebook.words import OUTCOMES, STATE_WORDS, value_word
from salesfloor.web.dates import is_chinese
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
    choice,
)
from salesfloor.web.searching import Hit, Wish, searcher

if TYPE_CHECKING:
    from salesfloor.web.lists.filters import Pairs


def _rows(asked: Asked) -> Any:  # noqa: ANN401 - a queryset of cases
    number = asked.args["number"]
    if number not in clauses():
        raise Http404
    return evidence.cases_of(asked.actor, number, asked.at, asked.wanted["tally"])


def _outcome(case: evidence.Case, _asked: Asked) -> str:
    return "MISSED" if case.is_missed else case.outcome


def _empty(asked: Asked) -> Empty:
    if asked.actor.post in evidence.SEES_ALL:
        return Empty(phrase("Nothing happened by this clause lately"), icon="ti-history")
    return Empty(phrase("You had nothing to do with this clause lately"), icon="ti-history")


def _also(asked: Asked) -> dict[str, Any]:
    return {"clause": clauses()[asked.args["number"]], "days": evidence.DAYS}


CASES: Final = List(
    "clause-cases",
    phrase("Cases"),
    may=ANYONE,
    rows=_rows,
    order=("-pk",),
    prepare=lambda rows, asked: evidence.as_shown(rows, asked.args["number"], asked.actor),
    columns=(
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Who"), "who", SENTENCE, is_main=True),
        Column(phrase("What"), "command", SENTENCE, link=lambda case, _asked: case.address),
        Column(
            phrase("Outcome"),
            _outcome,
            choice(
                {**OUTCOMES, "MISSED": phrase("missed")},
                {"MISSED": "warn", "REFUSED": "bad", "DONE": "good", "BY_ITSELF": "good"},
            ),
        ),
        Column(phrase("Told as"), "sentence", SENTENCE),
    ),
    filters=(
        OneOf(
            "tally",
            phrase("Which cases"),
            [(one, STATE_WORDS[one]) for one in evidence.TALLIES],
            by_rows=True,
        ),
    ),
    empty_for=_empty,
    template="rulebook/cases.html",
    also=_also,
    per_page=50,
)


def _policy(row: PolicyValue, asked: Asked) -> str:
    del asked
    known = parameters().get(row.name)
    return label(known) if known else row.name


def _value(row: PolicyValue, asked: Asked) -> Any:  # noqa: ANN401 - a phrase or a plain value
    del asked
    known = parameters().get(row.name)
    return value_word(known, row.value) if known else row.value


def _state(row: PolicyValue, asked: Asked) -> Phrase:
    if row.withdrawn_by:
        return phrase("withdrawn")
    if row.replaced_at is not None:
        return phrase("replaced")
    return (
        phrase("to come")
        if row.from_on > asked.today
        else phrase("in force or followed by another")
    )


def _policies(asked: Asked) -> Pairs:
    there = PolicyValue.objects.filter(site_id=asked.site_id).values_list("name", flat=True)
    known = parameters()
    return [(name, label(known[name])) for name in sorted(set(there)) if name in known]


CHANGES: Final = List(
    "policy-changes",
    phrase("Changes of the settings"),
    may=MANAGERS | SET_UP,
    rows=lambda asked: PolicyValue.objects.filter(site_id=asked.site_id),
    order=("-set_at", "-serial", "-pk"),
    columns=(
        Column(phrase("Setting"), _policy, link=("rulebook:policy", "name"), is_main=True),
        Column(phrase("Value"), _value, SENTENCE),
        Column(phrase("From which day"), "from_on", DAY),
        Column(phrase("State"), _state, SENTENCE),
        Column(phrase("Set by"), "set_by", PERSON_CODE),
        Column(phrase("When"), "set_at", MOMENT),
        Column(phrase("Reason"), "reason"),
    ),
    filters=(OneOf("name", phrase("Setting"), _policies), Period("set_at")),
    empty=Empty(phrase("No setting was changed here yet"), icon="ti-adjustments"),
)


@searcher("clauses", phrase("Clauses"))
def find_clauses(wish: Wish) -> list[Hit]:
    """Find clauses by number or by their words."""
    return [
        Hit(
            number,
            clause.zh if is_chinese() else clause.en,
            reverse("rulebook:clause", args=[number]),
        )
        for number, clause in clauses().items()
        if number.startswith(wish.text) or wish.fits(clause.zh, clause.en)
    ]


@searcher("policies", phrase("Policies"), may=MANAGERS | SET_UP)
def find_policies(wish: Wish) -> list[Hit]:
    """Find policies of the site's trade by their labels."""
    return [
        Hit(label(parameters()[name]), "", reverse("rulebook:policy", args=[name]))
        for name in sorted(offered(wish.trade))
        if wish.fits(name, parameters()[name].label_zh, parameters()[name].label_en)
    ]
