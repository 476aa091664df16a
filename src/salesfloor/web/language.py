"""Sentences in the language of whoever reads; Chinese unless the reader switched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import gettext

if TYPE_CHECKING:
    from django.http import HttpRequest

    from salesfloor.base.phrases import Phrase


def said(sentence: Phrase) -> str:
    """Return the sentence in the language in force."""
    return sentence.said_by(gettext)


class LanguageMiddleware(LocaleMiddleware):
    """Speaks the language that the reader chose, else Chinese; a browser's wish is no choice."""

    def process_request(self, request: HttpRequest) -> None:
        """Speak one language for the whole request."""
        wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = wished in dict(settings.LANGUAGES)
        translation.activate(wished if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
