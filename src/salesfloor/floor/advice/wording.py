"""What points, criteria and strengths are called; a site's own words stand as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.advice.choices import OVERALL, Indicator, Strength
from salesfloor.floor.particulars import api as particulars
from salesfloor.web.language import said

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase

WORDS: Final[dict[str, Phrase]] = {
    **{one.value: one.label for one in particulars.Criterion},
    **{one.value: one.label for one in Strength},
    **{one.value: one.label for one in Indicator},
    OVERALL: phrase("as a whole"),
}


def said_point(code: str) -> str:
    """Say a point, a strength or a criterion in the reader's language."""
    return said(WORDS[code]) if code in WORDS else code
