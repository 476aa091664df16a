"""What happens without a command and is on record, and how people call it."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import Phrase, phrase

WORDS: Final[dict[str, Phrase]] = {}
BY_ITS_TIME: Final = phrase("What fell due by itself")


def happening(name: str, word: Phrase) -> str:
    """Give what happens by itself, or is counted without being a command, the word that lists show."""
    WORDS[name] = word
    return name
