"""A salesperson's own card, as a vCard and as an address for a QR code (9.2.1.2, 9.5.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.core import signing

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.language import said
from salesfloor.web.trades import ANY, word

if TYPE_CHECKING:
    from collections.abc import Iterable

SALT: Final = "business-card"
LONGEST: Final = 75
"""Octets of a line of a vCard; what is longer goes on in the next one (RFC 6350)."""


class BusinessCard(Answer):
    """The card as a file for a telephone book, and the address of its page."""

    vcard: str
    url: str


@question(
    "business_card",
    may=ANYONE,
    word=phrase("One's own card"),
    clauses=("9.2.1.2", "9.5.1.2"),
)
def business_card(*, actor: StaffActor, at: datetime) -> BusinessCard:
    """Give the own card: name, post, site and its telephone; nothing about customers (9.2.1.2)."""
    person = people.Staff.objects.select_related("site").get(pk=actor.staff_id)
    return BusinessCard(vcard=vcard_of(person, at), url=f"/cards/{token_of(person.pk)}/")


def token_of(staff_id: int) -> str:
    """Return the part of a card's address that nobody guesses."""
    return signing.Signer(salt=SALT).sign(str(staff_id)).replace(":", ".")


def holder_of(token: str) -> people.Staff | None:
    """Return whose card an address shows; None for a wrong one, or somebody who has left."""
    try:
        staff_id = int(signing.Signer(salt=SALT).unsign(token.replace(".", ":", 1)))
    except (signing.BadSignature, ValueError):
        return None
    return people.Staff.objects.select_related("site").filter(pk=staff_id, left_at=None).first()


def telephone_of(site_id: int | None, at: datetime) -> str:
    """Return the site's telephone as it stands on cards; empty where the site has told none."""
    return str(rulebook.policies(site_id, at)["card.telephone"]) if site_id else ""


def vcard_of(person: people.Staff, at: datetime) -> str:
    """Write a card by RFC 6350, in UTF-8, its lines folded."""
    site, trade = (person.site.name, person.site.trade) if person.site else ("", ANY)
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_escaped(person.name)}",
        f"TITLE:{_escaped(said(word(person.post, trade)))}",
        f"ORG:{_escaped(site)}",
    ]
    if telephone := telephone_of(person.site_id, at):
        lines.append(f"TEL;TYPE=work:{_escaped(telephone)}")
    return "".join(f"{line}\r\n" for line in _folded([*lines, "END:VCARD"]))


def _escaped(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        rest, room, prefix = line, LONGEST, ""
        while len(rest.encode()) > room:
            cut = len(rest)
            while len(rest[:cut].encode()) > room:
                cut -= 1
            yield prefix + rest[:cut]
            rest, room, prefix = rest[cut:], LONGEST - 1, " "
        yield prefix + rest
