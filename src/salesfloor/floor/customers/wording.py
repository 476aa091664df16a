"""What claims went through, told on the pages."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.customers.choices import SEEN_FROM_THE_OTHER_SIDE, RelationKind

REACHED: Final = (
    ("yes", phrase("Reached")),
    ("no", phrase("Not reached")),
)
EVENTS: Final = {
    "FOUNDED": phrase("The claim began, with {who}"),
    "VISITED": phrase("The customer came; the claim runs on"),
    "FOLLOWED_UP": phrase("Followed up; the claim runs on"),
    "PASSED_ON": phrase("The claim passed to {who}"),
    "COURTESY": phrase("Received as a courtesy by {who}"),
    "LAPSED": phrase("The claim lapsed"),
    "WITHDRAWN": phrase("The claim was withdrawn"),
}
RELATIONS: Final = (
    RelationKind.labels() | SEEN_FROM_THE_OTHER_SIDE | {"same_customer": phrase("The same person")}
)
LINKS: Final = RELATIONS | {"fellow": phrase("Shareholder of the same company")}
"""How a phone belongs to a household, in the sentence that says whose customer it is."""
