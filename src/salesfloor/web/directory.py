"""What people are called, for pages below the module that knows people."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Protocol

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.labels import PEOPLE, Reference, marks_in, reference_of_field
from salesfloor.base.lines import LINES
from salesfloor.base.modules import subjects
from salesfloor.base.phrases import BETWEEN, Listed, Phrase, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from salesfloor.base.declarations import Declaration
    from salesfloor.base.posts import Post


class Directory(Protocol):
    """Finds names; the people module provides it."""

    def names_of(self, codes: Iterable[str]) -> dict[str, str]:
        """Return the names of the people of those codes."""

    def names_by_id(self, staff_ids: Iterable[int]) -> dict[int, str]:
        """Return the names of those people."""

    def managers_of(self, site_id: int) -> list[tuple[str, str]]:
        """Return code and name of the site's managers, the first one in office first."""

    def post_of(self, code: str) -> Post:
        """Return the post of a person; refused with `input` where nobody has the code."""

    def holds_post(self, code: str, post: Post) -> bool:
        """Tell whether somebody still holds that post here."""


_directory: Final[list[Directory]] = []


def use_directory(directory: Directory) -> None:
    """Name where people are looked up."""
    _directory[:] = [directory]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of the people of those codes; who is in no directory is left out."""
    wanted = {code for code in codes if code}
    return _directory[0].names_of(wanted) if wanted and _directory else {}


def names_by_id(staff_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of those people."""
    wanted = {staff_id for staff_id in staff_ids if staff_id is not None}
    return _directory[0].names_by_id(wanted) if wanted and _directory else {}


def post_of(code: str) -> Post:
    """Return the post of a person.

    :raises Refused: `input` where nobody has the code.
    """
    return _directory[0].post_of(code)


def managers_of(site_id: int) -> list[tuple[str, str]]:
    """Return code and name of the site's managers, the first one in office first."""
    return _directory[0].managers_of(site_id) if _directory else []


def holds_post(code: str, post: Post) -> bool:
    """Tell whether somebody still holds that post; long work asks while it runs."""
    return _directory[0].holds_post(code, post) if _directory else True


@cache
def _facts_about_people() -> frozenset[str]:
    """Return the names of facts that are codes of people: fields that refer to one, of whatever is declared."""
    declared: list[Declaration[Any, Any]] = [*COMMANDS.values(), *QUESTIONS.values()]
    found = {"by"}
    for one in declared:
        for model in (one.fields, one.answer_type):
            fields = model.model_fields.items() if model else ()
            found |= {
                info.alias or name for name, info in fields if reference_of_field(info) in PEOPLE
            }
    for line in LINES.values():
        found |= {
            name
            for name, hint in line.facts.items()
            if any(isinstance(mark, Reference) and mark.kind in PEOPLE for mark in marks_in(hint))
        }
    return frozenset(found)


THINGS: Final = frozenset({"about", "form", "subject"})
"""Facts of sentences that name what something is about (`agreement:4`); readers see words."""
_PAPERS: Final[dict[str, Phrase]] = {}


def name_papers(words: Mapping[str, Phrase]) -> None:
    """Let kinds of papers that stand behind what they belong to (`2-101 loan`) be read in words."""
    _PAPERS.update(words)


def in_words(text: str) -> Phrase | str:
    """Say what `2-101 agreement:4` names in words: 2-101 Agreement 4, as well as `2-101 loan`; anything else as it is."""
    known = subjects()
    facts: dict[str, Any] = {}
    for place, part in enumerate(text.split(" ")):
        kind, _, name = part.partition(":")
        is_named = bool(name) and kind in known
        words = phrase("{what} {name}", what=known[kind].label, name=name) if is_named else part
        facts[f"part{place}"] = _PAPERS.get(part, words) if place else words
    if not any(isinstance(one, Phrase) for one in facts.values()):
        return text
    return Phrase(" ".join(f"{{{name}}}" for name in facts), facts)


def _codes(fact: Any) -> Sequence[Any]:  # noqa: ANN401 - a fact of a sentence
    """Return the codes of people in one fact: of one, of several, or of several kept as text."""
    if isinstance(fact, Listed):
        return fact
    return fact.split(BETWEEN) if isinstance(fact, str) else ()


def _readable(name: str, fact: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - a fact of a sentence
    if name in _facts_about_people() and (codes := _codes(fact)):
        told = listed(names.get(code, code) for code in codes)
        return told if len(told) > 1 else told[0]
    return in_words(fact) if name in THINGS and isinstance(fact, str) else fact


def with_names(sentences: Iterable[Phrase]) -> list[Phrase]:
    """Return sentences with people's names in place of their codes, and things in words, in one look-up."""
    said = list(sentences)
    codes = (
        code
        for one in said
        for name, fact in one.facts.items()
        if name in _facts_about_people()
        for code in _codes(fact)
    )
    names = names_of(codes)
    return [
        Phrase(
            one.template,
            {name: _readable(name, fact, names) for name, fact in one.facts.items()},
        )
        for one in said
    ]
