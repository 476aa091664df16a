"""Reading what people say: runs of two characters, and the errors that give themselves away by words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.texts import without_invisible
from salesfloor.floor.playbook.choices import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable

REMEMBERED: Final = 20_000
"""Texts whose plain form is kept at hand: a large playbook is searched at each question."""
WRONG_TAG: Final = "customer_wrong"
"""The tag of cards on which the customer is wrong throughout."""
_YES_BUT: Final = re.compile("(?:是的|对的|您说得对).{0,20}?(?:但|可是)")
_DENIAL: Final = re.compile("(?:不对|不是|不可能|不(?=[,.。]))")
_SAID: Final = {
    Mistake.CONTRADICT: ("我没听说过", "你这样是错的", "我教你"),
    Mistake.BLAME: ("看看说明书", "你不懂", "您不懂"),
    Mistake.EXCUSE: ("我已经尽力", "你必须相信", "无能为力"),
    Mistake.AGREE_WRONG: ("完全正确", "你是对的", "您真是内行"),
    Mistake.BELITTLE: ("谁告诉你", "哪里听来"),
}


class Found(NamedTuple):
    """An error, and the words that show it."""

    mistake: Mistake
    phrase: str


def spoken(text: str) -> str:
    """Return a text in its one form: composed, lower case, nothing invisible, no spaces."""
    form = unicodedata.normalize("NFKC", without_invisible(text)).lower()
    return "".join(form.split())


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """Return a text in its one form without punctuation."""
    return "".join(one for one in spoken(text) if unicodedata.category(one)[0] not in "PS")


def pairs(*texts: str) -> frozenset[str]:
    """Return the runs of two characters in texts."""
    return frozenset(
        form[place : place + 2] for form in map(plain, texts) for place in range(len(form) - 1)
    )


def likeness(words: str, texts: Iterable[str]) -> int:
    """Count the runs of two characters that words share with texts; one character counts as itself."""
    said = plain(words)
    runs = {said} if len(said) == 1 else pairs(said)
    given = [plain(one) for one in texts]
    return sum(any(run in one for one in given) for run in runs)


def added_phrases(policy: Iterable[str]) -> dict[Mistake, tuple[str, ...]]:
    """Return the phrases that a site adds, read from `error=phrase`; what names no error adds nothing."""
    found: dict[Mistake, tuple[str, ...]] = {}
    for one in policy:
        name, _, text = one.partition("=")
        if name.strip() in set(Mistake) and plain(text):
            mistake = Mistake(name.strip())
            found[mistake] = (*found.get(mistake, ()), text)
    return found


def mistakes(
    text: str, *, tags: Iterable[str], added: dict[Mistake, tuple[str, ...]]
) -> list[Found]:
    """Return the errors in an answer, one of a kind, in their order (9.4.5, 9.4.6)."""
    with_marks, bare = spoken(text), plain(text)
    found = []
    for mistake in Mistake:
        if mistake is Mistake.AGREE_WRONG and WRONG_TAG not in set(tags):
            continue
        said = with_marks if mistake is Mistake.CONTRADICT else bare
        hit = _shown(mistake, said) or _named(mistake, said, added)
        if hit:
            found.append(Found(mistake, hit))
    return found


def _shown(mistake: Mistake, said: str) -> str:
    if mistake is Mistake.YES_BUT:
        match = _YES_BUT.search(said)
    else:
        match = _DENIAL.match(said) if mistake is Mistake.CONTRADICT else None
    return match[0] if match else ""


def _named(mistake: Mistake, said: str, added: dict[Mistake, tuple[str, ...]]) -> str:
    form = spoken if mistake is Mistake.CONTRADICT else plain
    listed = (*_SAID.get(mistake, ()), *(form(one) for one in added.get(mistake, ())))
    return next((one for one in listed if one in said), "")
