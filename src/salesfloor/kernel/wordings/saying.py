"""Saying a text: in the house's words where it has some, else in the product's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase
from salesfloor.kernel.wordings.models import OwnWords
from salesfloor.kernel.wordings.texts import SHORT, WORDINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from salesfloor.kernel.wordings.choices import Text


def own_words(site_id: int, text: Text, day: date) -> str:
    """Return a site's own words for a text on a day; empty where it has none."""
    rows = OwnWords.objects.filter(site_id=site_id, text=text.value, starts_on__lte=day)
    return rows.order_by("-starts_on", "-pk").values_list("words", flat=True).first() or ""


def wording(site_id: int, text: Text, at: datetime) -> Callable[..., Phrase]:
    """Return what says a text at a site: it is looked up once, and filled in for each reader."""
    template = own_words(site_id, text, day_of(at)) or WORDINGS[text].template.template

    def say(**facts: object) -> Phrase:
        return Phrase(template, facts)

    return say


def example(text: Text, words: str = "") -> Phrase:
    """Return a text filled in with what may stand in it."""
    found = WORDINGS[text]
    facts = {name: one.example for name, one in found.placeholders.items()}
    return Phrase(words or found.template.template, facts)


def short(sentence: Phrase) -> Phrase:
    """Return a sentence as it goes by SMS: the product's long ones have a short form."""
    return Phrase(SHORT.get(sentence.template, sentence.template), sentence.facts)
