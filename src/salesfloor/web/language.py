"""Sentences in the language of whoever reads; Chinese unless the reader switched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import gettext

from salesfloor.base.phrases import TWINS, Phrase
from salesfloor.web.dates import written_out

if TYPE_CHECKING:
    from django.http import HttpRequest


def said(sentence: Phrase) -> str:
    """Return the sentence in the language in force, with days and moments as people write them."""
    facts = {
        name: said(fact) if isinstance(fact, Phrase) else written_out(fact)
        for name, fact in sentence.facts.items()
    }
    return translated(sentence.template).format(**facts)


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
