"""What a register is called and how its columns are ruled, as the modules describe it."""

from __future__ import annotations

from typing import Final

from salesfloor.base.modules import TOLD, Book, books
from salesfloor.base.phrases import Phrase, phrase

WORDS: Final[dict[str, Phrase]] = {
    "turn": phrase("by turn"),
    "own": phrase("own customer"),
    "courtesy": phrase("courtesy"),
    "waiting": phrase("waiting"),
    "negotiated": phrase("negotiated"),
    "no_deal": phrase("no deal"),
    "not_a_buyer": phrase("not a buyer"),
    "left": phrase("left"),
    "deal": phrase("deal"),
    "call": phrase("telephone"),
    "message": phrase("message"),
    "visit": phrase("visit"),
    "invitation": phrase("invitation"),
    "mail": phrase("mail"),
    "spouse": phrase("spouse"),
    "parent": phrase("parent"),
    "child": phrase("child"),
    "sibling": phrase("sibling"),
    "relative": phrase("relative"),
    "shareholder": phrase("shareholder"),
    "employee": phrase("employee"),
    "grade": phrase("grade"),
    "area": phrase("area"),
    "medium": phrase("medium"),
    "address": phrase("address"),
    "employer": phrase("workplace"),
    "vehicle": phrase("car model"),
    "no_phone_reason": phrase("reason for no phone"),
    "phone": phrase("phone"),
    "True": phrase("yes"),
    "False": phrase("no"),
}


def register_of(kind: str) -> Book:
    """Return how a kind of book is written; one that no module describes is titled by its kind."""
    return books().get(kind) or Book(kind, Phrase("{kind}", {"kind": kind}), phrase(""), TOLD)


def title_of(kind: str) -> Phrase:
    """Return the title of a register."""
    return register_of(kind).title
