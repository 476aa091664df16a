"""What the fields of commands are called on a form, for sentences about what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.labels import label_at
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import INPUT, Refused

if TYPE_CHECKING:
    from pydantic import BaseModel

FIELD: Final = "field"
NAME: Final = "name_of_field"
"""Facts of a sentence about a field: its label for people, its name for the form."""
NAMES: Final[dict[str, Phrase]] = {
    "address": phrase("address"),
    "amount": phrase("amount"),
    "area": phrase("area"),
    "code": phrase("code"),
    "employer": phrase("workplace"),
    "from": phrase("first day"),
    "from_": phrase("first day"),
    "grade": phrase("grade"),
    "medium": phrase("where they heard of us"),
    "method": phrase("way of contact"),
    "minutes": phrase("minutes"),
    "month": phrase("month"),
    "name": phrase("name"),
    "need": phrase("need"),
    "next_on": phrase("next date"),
    "next_step": phrase("next step"),
    "no_phone_reason": phrase("why no phone was left"),
    "note": phrase("what was said"),
    "on": phrase("day"),
    "other": phrase("the other phone"),
    "outcome": phrase("outcome"),
    "password": phrase("password"),
    "phone": phrase("phone"),
    "pin": phrase("PIN"),
    "post": phrase("post"),
    "problem": phrase("main problem"),
    "reason": phrase("reason"),
    "referrer": phrase("the referrer's phone"),
    "register": phrase("register"),
    "register_no": phrase("line number"),
    "relation": phrase("relation"),
    "team": phrase("team"),
    "to": phrase("to whom"),
    "until": phrase("last day"),
    "value": phrase("value"),
    "vehicle": phrase("car model"),
    "volume": phrase("volume"),
    "who": phrase("who"),
}


def with_field_named(sentence: Phrase) -> Phrase:
    """Return a sentence about a field with the field's name as the form says it."""
    known = NAMES.get(str(sentence.facts.get(FIELD, "")))
    if known is None:
        return sentence
    return Phrase(sentence.template, {**sentence.facts, FIELD: known})


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
