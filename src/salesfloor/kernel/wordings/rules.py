"""What a house may change of a text: the words around what the product fills in (4.2.3)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from salesfloor.kernel.wordings.texts import Placeholder

_BRACED: Final = re.compile(r"\{([^{}]*)\}")
_WIDE: Final = str.maketrans("｛｝", "{}")
_SIGNS: Final = frozenset("%％")
SIGNATURE: Final = "【销售现场】"
LINK_LENGTH: Final = 32


def with_names(words: str, placeholders: Mapping[str, Placeholder]) -> str:
    """Return words with placeholders by their own names, whichever language they were written in."""
    known = {one.zh: name for name, one in placeholders.items()}
    known |= {one.en: name for name, one in placeholders.items()}

    def named(found: re.Match[str]) -> str:
        written = found[1].strip()
        return f"{{{known.get(written, written)}}}"

    return _BRACED.sub(named, words.translate(_WIDE))


def placeholders_in(words: str) -> list[str]:
    """Return the names in braces, in their order."""
    return _BRACED.findall(words)


@clause("input")
def keeps_placeholders(words: str, placeholders: Mapping[str, Placeholder]) -> Phrase | None:
    """Refuse words that lack a placeholder, have one twice, or one that the product cannot fill."""
    found = placeholders_in(words)
    unknown = [name for name in found if name not in placeholders]
    rest = _BRACED.sub("", words)
    if unknown or "{" in rest or "}" in rest:
        return phrase(
            "Braces stand around what the product fills in, and nothing else: {names}.",
            names=_shown(placeholders),
        )
    lacking = [name for name in placeholders if found.count(name) != 1]
    if lacking:
        return phrase(
            "Each placeholder stands once: {names}.",
            names=_shown({name: placeholders[name] for name in lacking}),
        )
    return None


def _shown(placeholders: Mapping[str, Placeholder]) -> str:
    return "、".join(f"{{{one.zh}}}" for one in placeholders.values())


@clause("4.2.3")
def types_no_figure(words: str) -> Phrase | None:
    """Refuse a figure in a text that takes its figures from the records, or bears none."""
    rest = _BRACED.sub("", words)
    if any(one in _SIGNS or unicodedata.category(one) == "Nd" for one in rest):
        return phrase("Nobody types a figure into this text.")
    return None


@clause("input")
def begins_later(from_on: date, today: date) -> Phrase | None:
    """Refuse words that would begin in the middle of a day: no round has two wordings."""
    if from_on <= today:
        return phrase("New words begin tomorrow or later, so that no day has two wordings.")
    return None


def length_by_sms(text: str, *, has_link: bool) -> int:
    """Return how long a text is by SMS, with signature and link; 70 go as one part."""
    whole = SIGNATURE + text + (" " + "x" * LINK_LENGTH if has_link else "")
    return len(whole.encode("utf-16-be")) // 2
