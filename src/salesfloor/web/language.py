"""Sentences in the language of the person who reads; Chinese unless the reader switched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import gettext

from salesfloor.base.phrases import BETWEEN, TWINS, Listed, Phrase, without_blanks
from salesfloor.web.dates import is_chinese, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest


def said(sentence: Phrase) -> str:
    """Return the sentence in the language in force, with days and moments as people write them."""
    facts = {name: _written(fact) for name, fact in sentence.facts.items()}
    text = translated(sentence.template)
    text = without_blanks(text if is_chinese() else _counted(text, facts), facts)
    return text.format(**facts)


def _written(fact: object) -> object:
    if isinstance(fact, Listed):
        return joined(fact)
    return said(fact) if isinstance(fact, Phrase) else written_out(fact)


def joined(things: Iterable[object]) -> str:
    """Return things in a row, with the sign between them that the language in force uses."""
    return translated(BETWEEN).join(str(_written(one)) for one in things)


_MANY: Final = re.compile(r"\{(\w+)\} ([a-z]+)( are| have| were| do)?\b")
_ONE: Final = {
    "people": "person",
    "copies": "copy",
    " are": " is",
    " have": " has",
    " were": " was",
    " do": " does",
}


def _counted(text: str, facts: Mapping[str, object]) -> str:
    """Return an English sentence with the nouns behind a 1 in the singular: 1 minute, not 1 minutes."""

    def singular(found: re.Match[str]) -> str:
        name, noun, verb = found[1], found[2], found[3] or ""
        is_many = noun in _ONE or (noun.endswith("s") and not noun.endswith("ss"))
        if str(facts.get(name)) != "1" or not is_many:
            return found[0]
        return f"{{{name}}} {_ONE.get(noun, noun[:-1])}{_ONE.get(verb, verb)}"

    return _MANY.sub(singular, text)


def translated(text: str) -> str:
    """Return a text in the language in force: from the catalogues, or its twin in a data file."""
    found = gettext(text)
    if found == text and text in TWINS and (translation.get_language() or "").startswith("zh"):
        return TWINS[text]
    return found


class LanguageMiddleware(LocaleMiddleware):
    """Speaks the language that the reader chose, else Chinese; a browser's wish is no choice."""

    def process_request(self, request: HttpRequest) -> None:
        """Speak one language for the whole request."""
        wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = wished in dict(settings.LANGUAGES)
        translation.activate(wished if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
