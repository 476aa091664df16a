"""Sentences for people, kept apart from the language they are read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Phrase:
    """An English sentence with named facts; the edge translates it before showing it."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.said_by(lambda template: template)

    def said_by(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`, facts filled in."""
        facts = {name: _said_by(translate, fact) for name, fact in self.facts.items()}
        return without_blanks(translate(self.template), facts).format(**facts)


def marked(template: str) -> str:
    """Mark a sentence of a table for translation; it becomes a phrase where it is said."""
    return template


BETWEEN: Final = marked(", ")
"""Stands between the things of a list; the catalogue knows each language's own."""


class Listed(tuple[object, ...]):
    """Several things in one fact of a sentence; each language has its own sign between them."""

    __slots__ = ()

    def __str__(self) -> str:
        return BETWEEN.join(map(str, self))


def listed(things: Iterable[object]) -> Listed:
    """Bind several things to one fact of a sentence: people, days, places, phrases."""
    return Listed(things)


def _said_by(translate: Callable[[str], str], fact: object) -> object:
    if isinstance(fact, Listed):
        return translate(BETWEEN).join(str(_said_by(translate, one)) for one in fact)
    return fact.said_by(translate) if isinstance(fact, Phrase) else fact


def without_blanks(template: str, facts: Mapping[str, object]) -> str:
    """Leave out what joins an empty fact: the blank beside a customer without a name, a colon at the end."""
    for name in (name for name, fact in facts.items() if fact == ""):
        slot = f"{{{name}}}"
        template = template.removesuffix(f": {slot}").removesuffix(f"：{slot}")
        template = template.replace(f"{slot} ", "").replace(f" {slot}", "")
    return template


def phrase(template: str, **facts: object) -> Phrase:
    """Mark a sentence for translation and bind its facts to it."""
    return Phrase(template, facts)


TWINS: Final[dict[str, str]] = {}
"""Chinese texts by their English twins, of data files that hold both languages."""


def bilingual(en: str, zh: str) -> Phrase:
    """Return a text of a data file that holds both languages; no catalogue repeats it."""
    TWINS[en] = zh
    return Phrase(en)


def stored_facts(sentence: Phrase) -> dict[str, Any]:
    """Return a sentence's facts as JSON; phrases, lists, days and moments among them stay what they are."""
    return {name: _stored(fact) for name, fact in sentence.facts.items()}


def _stored(fact: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(fact, Phrase):
        return {"template": fact.template, "facts": stored_facts(fact)}
    if isinstance(fact, Listed):
        return {"listed": [_stored(one) for one in fact]}
    if isinstance(fact, datetime):
        return {"moment": fact.isoformat()}
    return {"day": fact.isoformat()} if isinstance(fact, date) else str(fact)


def restored(template: str, facts: Mapping[str, Any]) -> Phrase:
    """Return the sentence whose facts were kept by `stored_facts`."""
    return Phrase(template, {name: _restored(fact) for name, fact in facts.items()})


def _restored(fact: Any) -> object:  # noqa: ANN401 - JSON
    if not isinstance(fact, dict):
        return str(fact)
    if "listed" in fact:
        return Listed(_restored(one) for one in fact["listed"])
    if "moment" in fact:
        return datetime.fromisoformat(fact["moment"])
    if "day" in fact:
        return date.fromisoformat(fact["day"])
    return restored(fact["template"], fact["facts"])
