"""What the forms of the floor send, as the commands take it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phones import masked_phone, normal_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.customers.api import Grade
from salesfloor.floor.reception.choices import NoDealReason, Role, State
from salesfloor.floor.reception.rules import receiving, typed

if TYPE_CHECKING:
    from django.http import QueryDict

    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.models import Reception

CHANNELS: Final = customers.Channel.pairs()
BASES: Final = customers.Basis.pairs()
OUTCOMES: Final = customers.Outcome.pairs()
GRADES: Final = Grade.pairs()
REASONS: Final = NoDealReason.pairs()
RELATIONS: Final = customers.RelationKind.pairs()
ROLES: Final = Role.pairs()
STATES: Final = State.pairs()
MISSING: Final = {
    "grade": phrase("grade"),
    "area": phrase("area"),
    "medium": phrase("medium"),
    "phone": phrase("phone"),
}

NO_BUYER: Final = {
    "address": phrase("Address"),
    "employer": phrase("Workplace"),
    "vehicle": phrase("Car model"),
}

WORDS: Final = {
    "basis": dict(BASES),
    "outcome": dict(OUTCOMES),
    "relation": dict(RELATIONS),
    "role": dict(ROLES),
    "missing": MISSING,
}
"""What templates look words up in, by the code on record."""


def channel_of(sent: QueryDict) -> str:
    """Return how the customer came, a visit unless the form says a call."""
    return "call" if sent.get("channel") == "call" else "visit"


def number_of(sent: QueryDict, name: str) -> int | None:
    """Return a number a form carries, or None where there is none."""
    text = sent.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None  # noqa: PLR2004


def registration(sent: QueryDict, picked_phone: str | None) -> dict[str, Any]:
    """Return a registration as `visit` and `call` take it.

    The one field holds a phone, a name or both; `picked_phone` is the phone of a customer
    picked from those whose name or last digits fit.
    """
    parts = typed.read(sent.get("who", ""))
    left_over = parts.says_unread()
    if left_over is not None and not picked_phone:
        raise bad_input(left_over)
    phone = picked_phone or parts.phone_text
    names = [sent.get("name", "").strip(), parts.name, _known_name(sent, phone)]
    if picked_phone:
        names[1:] = names[:0:-1]  # what was typed was only a part of the name
    given: dict[str, Any] = {
        "name": next(filter(None, names), ""),
        "phone": phone,
        "area": sent.get("area", ""),
        "medium": sent.get("medium", ""),
        "party": party(sent),
    }
    if sent.get("not_a_buyer"):
        given |= {"buyer": False, **particulars(sent)}
    return {name: value for name, value in given.items() if value or name == "buyer"}


def _known_name(sent: QueryDict, phone: str) -> str:
    """Return the name the answer showed, if it was the answer about this very phone."""
    number = normal_phone(phone)
    if number is None or masked_phone(number) != sent.get("known_phone"):
        return ""
    return sent.get("known_name", "").strip()


def particulars(sent: QueryDict) -> dict[str, str]:
    """Return what somebody who does not buy told of themselves (9.1.2.3)."""
    return {name: text for name in NO_BUYER if (text := sent.get(name, "").strip())}


def facts_of(reception: Reception | None) -> list[tuple[Phrase, str]]:
    """Return those particulars that are on record, each after its label."""
    return [
        (label, text) for name, label in NO_BUYER.items() if (text := getattr(reception, name, ""))
    ]


def asked_of_no_buyer(trade: str) -> list[tuple[str, Phrase]]:
    """Return the fields for those who do not buy, as the trade asks for them."""
    return [(name, NO_BUYER[name]) for name in receiving.particulars_of_no_buyer(trade)]


def party(sent: QueryDict) -> list[dict[str, str]]:
    """Return who came along, leaving out the rows that say nothing."""
    names = ("name", "phone", "relation", "role")
    rows = zip_longest(*(sent.getlist(f"party_{name}") for name in names), fillvalue="")
    members = (
        {name: text.strip() for name, text in zip(names, row, strict=True) if text.strip()}
        for row in rows
    )
    return [member for member in members if member]


def ending(sent: QueryDict) -> dict[str, str]:
    """Return the end of a reception as `end` takes it.

    :raises Refused: 9.5.2.2 for no deal without a reason picked from the list and told in words.
    """
    names = ("ref", "outcome", "grade", "need", "problem", "no_phone_reason", "seen_off", "plate")
    given = {name: text for name in names if (text := sent.get(name, "").strip())}
    match given.get("outcome"):
        case "no_deal":
            told = {name: sent.get(name, "").strip() for name in ("reason_kind", "reason")}
            receiving.must_be_picked(kind=told["reason_kind"]).enforce()
            return given | {name: text for name, text in told.items() if text}
        case "not_a_buyer":
            return given | particulars(sent)
        case _:
            return given
