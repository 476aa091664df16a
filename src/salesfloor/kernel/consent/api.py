"""What other modules may ask of consent."""

from salesfloor.kernel.consent.kinds import KINDS, Kind, needs_consent
from salesfloor.kernel.consent.models import Consent, ConsentState
from salesfloor.kernel.consent.proof import is_proven, proven, taken_as_given
from salesfloor.kernel.consent.words import (
    asked_today,
    given_today,
    mark_used,
    states_today,
    use_word,
)

__all__ = [
    "KINDS",
    "Consent",
    "ConsentState",
    "Kind",
    "asked_today",
    "given_today",
    "is_proven",
    "mark_used",
    "needs_consent",
    "proven",
    "states_today",
    "taken_as_given",
    "use_word",
]
