"""Sentences about what was typed: they call a field by its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.labels import label_at
from salesfloor.base.phrases import Phrase
from salesfloor.base.refusals import INPUT, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

FIELD: Final = "field"
NAME: Final = "name_of_field"
"""Facts of a sentence about a field: its label for people, its name for the form."""


def about_field(
    refusal: Refused, model: type[BaseModel], given: Mapping[str, object] | None = None
) -> Refused:
    """Return a refusal that keeps the name of the field it is about, for the form to mark.

    Input that cannot be used names its field; the sentence calls it by its label. Any other refusal is
    about the one field whose value it repeats: the code that is taken, the person who may not.
    """
    named = refusal.sentence.facts.get(FIELD)
    label = label_at(model, named) if refusal.clause == INPUT and isinstance(named, str) else None
    if label is not None:
        facts = {**refusal.sentence.facts, FIELD: label, NAME: named}
    else:
        name = _repeated(refusal.sentence.facts, given or {})
        if not name or NAME in refusal.sentence.facts:
            return refusal
        facts = {**refusal.sentence.facts, NAME: name}
    return Refused(refusal.clause, Phrase(refusal.sentence.template, facts), refusal.also)


def _repeated(facts: Mapping[str, object], given: Mapping[str, object]) -> str:
    """Return the field whose value a sentence repeats, under its own name or else under any.

    Nothing where there is none, or more than one.
    """
    told = {str(fact) for fact in facts.values() if fact not in ("", None)}
    own = [name for name, value in given.items() if str(value) == str(facts.get(name, ""))]
    found = own or [name for name, value in given.items() if str(value) in told]
    return found[0] if len(found) == 1 else ""


def field_of(refusal: Refused) -> str:
    """Return the name of the field that a refusal is about; nothing where it is about none."""
    facts = refusal.sentence.facts
    name = facts.get(NAME, facts.get(FIELD, "") if refusal.clause == INPUT else "")
    return name if isinstance(name, str) else ""
