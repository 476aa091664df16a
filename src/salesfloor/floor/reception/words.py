"""For what somebody on the floor needs the word of a lead or the manager."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS
from salesfloor.base.refusals import ACCESS
from salesfloor.kernel.consent import api as consent

STEP_AWAY: Final = "step_away"
ASSIST: Final = "assist"

consent.needs_consent(
    consent.Kind(
        STEP_AWAY,
        givers=LEADERS,
        clause=ACCESS,
        asks=phrase("{who} asks to leave the floor for a while."),
        given=phrase("{by} gives you leave from the floor. Step away when you like, today."),
        refused=phrase("{by} does not give you leave from the floor now."),
    )
)
consent.needs_consent(
    consent.Kind(
        ASSIST,
        givers=MANAGERS,
        clause="9.1.2.2",
        asks=phrase("{who} asks to help with reception {case} as one more."),
        given=phrase("{by} agrees: you may help with reception {case}."),
        refused=phrase("{by} does not agree that one more helps with reception {case}."),
    )
)
