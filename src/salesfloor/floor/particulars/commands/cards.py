"""Keeping a photograph of the card that a customer gave (9.2.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.files import api as files
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor

CLAUSE: Final = "9.2.1.2"
WHO: Final = (reception.Part.OWNER, reception.Part.RECEIVER)
"""Who keeps a customer's card and looks at it: it is closed like the page."""


def card_of(customer_id: int) -> str:
    """Return the subject to which the photographs of a customer's card are attached."""
    return f"customer_card:{customer_id}"


def nobody(actor: Actor, site_id: int, name: str) -> bool:
    """Show the photographs by no address but the one of the customer's page, which asks whose they are."""
    del actor, site_id, name
    return False


class CardKept(Answer):
    """How many photographs the page has now."""

    photos: int


@command(
    "keep_customer_card",
    may=ANYONE,
    word=phrase("Keep the customer's card"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "claims",
        phrase("The card of {phone} is kept"),
        variants={"taken_away": phrase("The card of {phone} is taken away")},
    ),
    done=phrase("Saved."),
)
def keep_customer_card(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    photos: Annotated[
        FileHashes,
        Label(
            "Photograph of the card",
            hint=phrase(
                "Front and back. It takes the place of an earlier one; none takes it away."
            ),
        ),
    ]
    | None = None,
) -> CardKept:
    """Keep photographs of a customer's card in place of earlier ones; without any, take them away.

    :raises Refused: 3.4.3.5 unless by the owner or a receiver.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(*WHO, also=CLAUSE)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    subject = card_of(customer_id)
    files.destroy(site_id=tie.site_id, subject=subject, at=at)
    kept = photos or []
    files.attach(
        site_id=tie.site_id, subject=subject, values=kept, at=at, actor=actor, part=at.isoformat()
    )
    body = {"photos": kept} if kept else {"taken_away": True}
    registers.record(actor=actor, at=at, body=body, personal={"phone": tie.phone})
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    return CardKept(photos=len(kept))
