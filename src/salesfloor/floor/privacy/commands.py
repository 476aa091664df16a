"""Making the copy that a customer may ask for (case 121)."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.privacy.copies import copy_of
from salesfloor.floor.privacy.queries import CLAUSE, customer_of
from salesfloor.kernel.registers import api as registers


class CopyMade(Answer):
    """How many facts the copy has, and its fingerprint."""

    rows: int
    sha256: str


@command(
    "copy_for_customer",
    may=MANAGERS,
    word=phrase("Make the customer's copy"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "custody", phrase("A copy of what is kept about a customer was made: {rows} facts")
    ),
    done=phrase("Made. Give it to nobody but the customer."),
)
def copy_for_customer(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    reason: Annotated[RequiredLine, Label("How the customer asked for it")],
) -> CopyMade:
    """Make a copy of all that is kept about a customer, for the customer who asks for it.

    Other people's phones in it are masked. Who made it when is on record.

    :raises Refused: 7.2.2 for anybody but the managers; `input` for somebody who is not here.
    """
    person = customer_of(actor, at, phone)
    made = copy_of(person, at)
    print_of = sha256(made.content).hexdigest()
    body = {"customer": person.pk, "rows": made.rows, "sha256": print_of}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    cite(CLAUSE)
    about(f"customer:{person.pk}")
    return CopyMade(rows=made.rows, sha256=print_of)
