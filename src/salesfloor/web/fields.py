"""Sentences about what was typed: they call a field by its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.labels import label_at
from salesfloor.base.phrases import Phrase
from salesfloor.base.refusals import INPUT, Refused

if TYPE_CHECKING:
    from pydantic import BaseModel

FIELD: Final = "field"
NAME: Final = "name_of_field"
"""Facts of a sentence about a field: its label for people, its name for the form."""


def about_field(refusal: Refused, model: type[BaseModel]) -> Refused:
    """Return a refusal of input whose sentence calls the field by its label, and keeps its name."""
    name = refusal.sentence.facts.get(FIELD)
    label = label_at(model, name) if refusal.clause == INPUT and isinstance(name, str) else None
    if label is None:
        return refusal
    facts = {**refusal.sentence.facts, FIELD: label, NAME: name}
    return Refused(refusal.clause, Phrase(refusal.sentence.template, facts))


def field_of(refusal: Refused) -> str:
    """Return the name of the field that a refusal of input is about; nothing where it is about none."""
    facts = refusal.sentence.facts
    name = facts.get(NAME, facts.get(FIELD, ""))
    return name if refusal.clause == INPUT and isinstance(name, str) else ""
