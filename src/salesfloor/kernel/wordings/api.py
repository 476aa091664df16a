"""What other modules may ask of texts."""

from salesfloor.kernel.wordings.choices import Text
from salesfloor.kernel.wordings.commands import SETTERS
from salesfloor.kernel.wordings.models import OwnWords
from salesfloor.kernel.wordings.rules import length_by_sms
from salesfloor.kernel.wordings.saying import example, own_words, short, wording
from salesfloor.kernel.wordings.texts import OF_ROUNDS, WORDINGS

__all__ = [
    "OF_ROUNDS",
    "SETTERS",
    "WORDINGS",
    "OwnWords",
    "Text",
    "example",
    "length_by_sms",
    "own_words",
    "short",
    "wording",
]
