"""A case on the way: finding it, its people, telling them, closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import occasion, tell
from salesfloor.base.numbers import Number
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.disputes.choices import State
from salesfloor.floor.disputes.facts import counted_as_one
from salesfloor.floor.disputes.models import Dispute
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from salesfloor.base.commands import StaffActor
    from salesfloor.base.phrases import Phrase

CLAUSE: Final = "3.5.1"
TO_MANAGER: Final = "case_to_manager"
CASE_CLOSED: Final = occasion("dispute_closed")
"""Shares and an owner hold from now on; the facts are `phone`, `owner_id`, `shares` in hundredths."""
CaseNumber = Annotated[Number, Label("Case"), Reference("dispute")]


def case_numbered(site_id: int, number: int) -> Dispute:
    """Return a case of a site, locked.

    :raises Refused: `input` where there is none of that number.
    """
    rows = Dispute.objects.select_for_update().filter(site_id=site_id, number=number)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no case {case} here.", case=number))
    return row


def must_be_open(row: Dispute) -> None:
    """Refuse what comes after the end of a case.

    :raises Refused: `input` for a case that is closed.
    """
    if row.closed_at is not None:
        raise bad_input(phrase("Case {case} is closed already.", case=row.number))


def party_ids(row: Dispute) -> list[int]:
    """Return the parties in the order of joining."""
    return list(row.parties.order_by("pk").values_list("staff_id", flat=True))


def tell_parties(row: Dispute, sentence: Phrase, at: datetime, *, but: int | None = None) -> None:
    """Tell the parties of a case something, all but one."""
    messages.tell_all(
        [one for one in party_ids(row) if one != but],
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        subject=f"dispute:{row.number}",
    )


def put_on_managers_list(row: Dispute, at: datetime) -> None:
    """Have the case on the list of the manager, who may decide it now."""
    work.owe(
        kind="dispute",
        subject=f"dispute:{row.number}",
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "Case {case} about {phone} is yours to decide.",
            case=row.number,
            phone=masked_phone(row.phone),
        ),
        at=at,
        posts=[Post.MANAGER],
    )


def close(
    row: Dispute,
    actor: StaffActor,
    at: datetime,
    *,
    state: State,
    owner_id: int | None = None,
    shares: Mapping[int, int] | None = None,
    reason: str = "",
) -> None:
    """Close a case; with shares, owner and shares hold from this moment."""
    row.state, row.closed_at, row.closed_by_id = state.value, at, actor.staff_id
    row.owner_id, row.reason = owner_id, reason
    row.shares = {str(staff_id): part for staff_id, part in (shares or {}).items()}
    row.save()
    deadlines.settle(TO_MANAGER, subject=row.pk, at=at)
    work.settle(kind="dispute", subject=f"dispute:{row.number}", site_id=row.site_id, at=at)
    if owner_id is None or shares is None:
        return
    policy = rulebook.policies(row.site_id, at)
    customers.give_by_decision(
        household=customers.household(row.site_id, row.phone, policy),
        site_id=row.site_id,
        to=owner_id,
        shares=shares,
        at=at,
        policy=policy,
    )
    codes = people.codes_of(list(shares))
    counted = customers.counted_relations(policy["household.relations"])
    deals.decided(
        row.site_id,
        counted_as_one(row.site_id, row.phone, counted),
        to=owner_id,
        shares={codes[staff_id]: part for staff_id, part in shares.items()},
        at=at,
    )
    facts = {"phone": row.phone, "owner_id": owner_id, "shares": dict(shares)}
    tell(CASE_CLOSED, site_id=row.site_id, at=at, **facts)


def by_person(shares: Mapping[str, int], staff: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Return shares by the number of the person, of those given by code."""
    ids = {code: pk for pk, code in staff}
    return {ids[code]: part for code, part in shares.items()}
