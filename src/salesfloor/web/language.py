"""Sentences in the language of whoever reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase


def said(sentence: Phrase) -> str:
    """Return the sentence in the language in force."""
    return sentence.said_by(gettext)
