"""The manager's decision where the colleagues did not agree (3.5.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.divided import Shares, answered_shares
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line
from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes import rules
from salesfloor.floor.disputes.cases import (
    CLAUSE,
    CaseNumber,
    by_person,
    case_numbered,
    close,
    must_be_open,
    party_ids,
    tell_parties,
)
from salesfloor.floor.disputes.choices import State
from salesfloor.floor.disputes.owning import owner_by_shares
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers


class Decided(Answer):
    """Whose customer it is from now on, and each one's share."""

    owner: Who
    shares: dict[str, float]


@command(
    "decide",
    may=MANAGERS,
    word=phrase("Decide whose customer it is"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine("claims", phrase("Case {case} decided: the customer is {owner}'s")),
    done=phrase("Decided. The parties are told."),
)
def decide(
    *,
    actor: StaffActor,
    at: datetime,
    case: CaseNumber,
    shares: Annotated[Shares, Label("Shares")],
    reason: Annotated[Line, Label("Reason", is_needed=True)] = "",
) -> Decided:
    """Say each one's share, with the reason; the largest share owns the customer from now on.

    :raises Refused: 3.5.1 before the colleagues' days are over, unless one of them gave up or has left, and
        without a reason; `input` for shares of anybody but salespeople of the site, and for a closed case.
    """
    customers.lock_turn(actor.site_id)
    row = case_numbered(actor.site_id, case)
    parties = party_ids(row)
    gone = people.Staff.objects.filter(pk__in=parties).exclude(left_at=None)
    rules.may_decide(
        today=day_of(at),
        negotiate_until=row.negotiate_until,
        has_failed=row.failed_at is not None,
        party_left=gone.exists(),
    ).enforce()
    rules.needs_reason(reason).enforce()
    staff = people.Staff.objects.filter(
        code__in=shares, post=Post.SALESPERSON, site_id=actor.site_id
    )
    found = dict(staff.values_list("pk", "code"))
    if set(found.values()) != set(shares):
        raise bad_input(phrase("Shares go to salespeople of this site."))
    must_be_open(row)
    divided = by_person(shares, found.items())
    owner_id = owner_by_shares(row, divided, at)
    owner = found[owner_id]
    close(row, actor, at, state=State.DECIDED, owner_id=owner_id, shares=divided, reason=reason)
    registers.record(
        actor=actor,
        at=at,
        body={"case": case, "owner": owner, "shares": shares},
        personal={"reason": reason},
    )
    told = phrase("Case {case} is decided: the customer is {owner}'s.", case=case, owner=owner)
    tell_parties(row, told, at)
    cite(CLAUSE)
    about(f"dispute:{case}")
    return Decided(owner=owner, shares=answered_shares(shares))
