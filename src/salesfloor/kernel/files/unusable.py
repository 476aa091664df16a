"""Why a file is not taken; said in a sentence by `receiving`."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """The reasons for refusing a file."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    BROKEN = "broken"
    TOO_MUCH_INSIDE = "too_much_inside"
    LOCKED = "locked"
    WEB_PAGE = "web_page"


class UnusableError(Exception):
    """A file that cannot be taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
