"""What claims went through, told on the pages."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.customers.choices import SEEN_FROM_THE_OTHER_SIDE, RelationKind

REACHED: Final = (
    ("yes", phrase("Reached")),
    ("no", phrase("Not reached")),
)
RELATIONS: Final = (
    RelationKind.labels() | SEEN_FROM_THE_OTHER_SIDE | {"same_customer": phrase("The same person")}
)
LINKS: Final = RELATIONS | {"fellow": phrase("Shareholder of the same company")}
"""How a phone belongs to a household, in the sentence that says whose customer it is."""
