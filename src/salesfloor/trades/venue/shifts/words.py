"""For what somebody on a shift needs the word of a lead or the manager."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.consent import api as consent

END_SHIFT: Final = "end_shift"

consent.needs_consent(
    consent.Kind(
        END_SHIFT,
        givers=frozenset({Post.LEAD, Post.MANAGER}),
        clause="2.4.1",
        asks=phrase("{who} asks to end the shift before its time."),
        given=phrase("{by} agrees: you may end your shift before its time today."),
        refused=phrase("{by} does not agree that you end your shift before its time."),
    )
)
