"""Who came along: what a form tells of each, and how a reception keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.texts import Name
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.choices import Role


class PartyMember(BaseModel):
    """Somebody who came along: who, what to the customer, and which part in the decision."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Name, Label("Name")] = ""
    phone: Phone = ""
    relation: Annotated[customers.RelationKind | None, Label("Relation to the customer")] = None
    role: Annotated[Role | None, Label("Role in the decision")] = None


MOST_MEMBERS: Final = 20
Party = Annotated[list[PartyMember], Field(max_length=MOST_MEMBERS)]


def members_of(party: list[PartyMember], site_id: int, at: datetime) -> list[dict[str, Any]]:
    """Return the people of a party as a reception keeps them, phones in normal form beside."""
    return [
        member.model_dump(exclude_none=True)
        | {"normal": customers.counted_phone(member.phone, site_id, at) or ""}
        for member in party
    ]


def keep_names(site_id: int, party: list[dict[str, Any]], at: datetime) -> None:
    """Keep the names of those who came along with their phones, so that they are known by them."""
    named = {one["normal"]: one["name"] for one in party if one.get("normal") and one.get("name")}
    for phone, name in sorted(named.items()):
        customers.write_customer(site_id, phone, at, name=name)
