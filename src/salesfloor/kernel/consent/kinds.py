"""For what one person may need another's word; the modules that need it register it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.base.posts import Post


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that needs somebody's word: who gives it, and the sentences about it.

    `asks` names `who` asks about which `case`; `given` and `refused` name `by` whom it is decided. `clause` is what a word
    that nobody gave is refused by.
    """

    what: str
    givers: frozenset[Post]
    clause: str
    asks: Phrase
    given: Phrase
    refused: Phrase


KINDS: Final[dict[str, Kind]] = {}


def needs_consent(kind: Kind) -> Kind:
    """Register something that needs somebody's word."""
    KINDS[kind.what] = kind
    return kind
