"""Why a file is no spreadsheet that can come in, and why a cell cannot be read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase


class Why(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    OTHER_KIND = "other_kind"
    OLD_KIND = "old_kind"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_LARGE = "too_large"
    TOO_MUCH_INSIDE = "too_much_inside"
    TOO_MANY_ROWS = "too_many_rows"
    MACROS = "macros"
    LINKS = "links"


SENTENCES: Final[dict[Why, Phrase]] = {
    Why.EMPTY: phrase("The file is empty."),
    Why.OTHER_KIND: phrase("This is no spreadsheet. Send an .xlsx or a .csv file."),
    Why.OLD_KIND: phrase("This is the old .xls format. Save it as .xlsx and send that."),
    Why.BROKEN: phrase("The file cannot be opened; it is damaged or not whole. Save it anew."),
    Why.LOCKED: phrase("The file is locked by a password. Send it without."),
    Why.TOO_LARGE: phrase("A spreadsheet has at most 20 MB. Send it in parts."),
    Why.TOO_MUCH_INSIDE: phrase("There is more packed into this file than can be opened."),
    Why.TOO_MANY_ROWS: phrase(
        "A sheet has at most 200,000 rows and 200 columns here. Send it in parts."
    ),
    Why.MACROS: phrase("The file holds macros. Save it as .xlsx without them."),
    Why.LINKS: phrase("The file refers to other files. Replace the links by values and save it."),
}


class NoSheetError(ValueError):
    """The file cannot come in."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class UnreadableError(ValueError):
    """A cell cannot be read as what stands over its column; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
