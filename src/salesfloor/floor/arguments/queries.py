"""Arguments in the customer's order (9.2.1.5, 9.2.2.3)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.texts import Line
from salesfloor.floor.arguments.cards import cards_at, in_order
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.reception import api as reception

MEMBERS: Final = ANYONE - {Post.OPERATOR}
_PRODUCT: Final = re.compile(r"(?:layout|goods):\S.{0,99}")


def _product(given: str) -> str:
    if not _PRODUCT.fullmatch(given):
        raise UnusableError(phrase("it must name a layout or goods, as layout:A1"))
    return given


class Argument(Answer):
    """A card with the customer's own tags for which it comes so early."""

    card: str
    feature: str
    advantage: str
    benefit: str
    because: list[str]


class Arguments(Answer):
    """What speaks for a product to this customer."""

    rows: list[Argument]


@question(
    "arguments",
    may=MEMBERS,
    word=phrase("What speaks for a product to a customer"),
    clauses=("9.2.1.5", "9.2.2.3", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def arguments(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    about: Annotated[Line, AfterValidator(_product), Label("About")],
) -> Arguments:
    """Return the proven cards about a product or the house, those the customer likes first.

    :raises Refused: 3.4.3.5 unless by the owner, the owner's lead, a receiver or a manager.
    """
    tie = reception.tie(actor, at, phone)
    part = reception.Part
    tie.must_be(part.OWNER, part.RECEIVER, part.LEAD, part.MANAGER)
    liked = particulars.liked_tags(tie.site_id, tie.phone)
    return Arguments(
        rows=[
            Argument(
                card=card.code,
                feature=card.feature,
                advantage=card.advantage,
                benefit=card.benefit,
                because=tags,
            )
            for card, tags in in_order(cards_at(tie.site_id, at), about, liked)
        ]
    )
