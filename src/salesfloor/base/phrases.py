"""Sentences for people, kept apart from the language they are read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Phrase:
    """An English sentence with named facts; the edge translates it before showing it."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said_by(lambda template: template)

    def said_by(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`, facts filled in."""
        facts = {
            name: fact.said_by(translate) if isinstance(fact, Phrase) else fact
            for name, fact in self.facts.items()
        }
        return translate(self.template).format(**facts)


def phrase(template: str, **facts: object) -> Phrase:
    """Mark a sentence for translation and bind its facts to it."""
    return Phrase(template, facts)
