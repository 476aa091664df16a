"""Who came along, found out in the middle of a reception (9.2.2.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.assigning import party_links
from salesfloor.floor.reception.commands.members import (
    MOST_MEMBERS,
    Party,
    keep_names,
    members_of,
)
from salesfloor.floor.reception.commands.state import lock_reception
from salesfloor.floor.reception.rules import receiving
from salesfloor.kernel.registers import api as registers

CLAUSE: Final = "9.2.2.4"


class PartyNoted(Answer):
    """Answer of `note_party`."""

    ref: str
    party: int
    phones_valid: bool = True
    """Told where it is not so: a phone that cannot be one ties nobody to the customer."""


@command(
    "note_party",
    may=ANYONE,
    word=phrase("Note who came along"),
    clauses=(
        CLAUSE,
        "3.5.2",
    ),
    trades=WITH_ROTATION,
)
def note_party(
    *,
    actor: SiteActor,
    at: datetime,
    ref: Annotated[Code, Label("Reception")],
    party: Annotated[Party, Label("Who came along")],
) -> PartyNoted:
    """Add people to those who came with a customer: relation, and part in the decision (9.2.2.4).

    Relations to a phone on record count from now (3.5.2); who receives is not judged anew.

    :raises Refused: `access` unless by the receiver, the desk or the manager; `input` for
        nobody, or for more people than one customer comes with.
    """
    site_id = actor.site_id
    keep_names(site_id, members_of(party, site_id, at), at)
    floor, reception = lock_reception(actor.site_id, ref, at)
    receiving.may_close(actor.post, is_receiver=reception.receiver_id == actor.staff_id).enforce(
        CLAUSE
    )
    added = [member for member in members_of(party, floor.site_id, at) if any(member.values())]
    if not added:
        raise bad_input(phrase("Say who came along: a name, a phone, a relation or a part."))
    reception.party = [*reception.party, *added]
    if len(reception.party) > MOST_MEMBERS:
        raise bad_input(phrase("{limit} people in one party are the most.", limit=MOST_MEMBERS))
    reception.save(update_fields=["party"])
    links = [(p, r) for p, r in party_links(added) if p != reception.phone]
    if reception.phone and links:
        customers.record_relations(
            site_id=floor.site_id, phone=reception.phone, others=links, at=at, by=actor.code
        )
        cite("3.5.2")
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=actor,
        at=at,
        body={"do": "note_party", "ref": ref, "people": len(added)},
        personal={
            "party": "\n".join(
                " ".join(member.get(name) or "-" for name in ("name", "phone", "relation", "role"))
                for member in added
            )
        },
    )
    cite(CLAUSE)
    about(f"reception:{ref}")
    bad = {"phones_valid": False} if any(m["phone"] and not m["normal"] for m in added) else {}
    return PartyNoted(ref=ref, party=len(reception.party), **bad)
