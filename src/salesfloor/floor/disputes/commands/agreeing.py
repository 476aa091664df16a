"""The parties' own words: shares that each agrees to, or that they do not agree (3.5.1)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.acts import announce
from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.divided import Shares
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes import rules
from salesfloor.floor.disputes.cases import (
    CLAUSE,
    TO_MANAGER,
    CaseNumber,
    by_person,
    case_numbered,
    close,
    must_be_open,
    party_ids,
    put_on_managers_list,
    tell_parties,
)
from salesfloor.floor.disputes.choices import State
from salesfloor.floor.disputes.owning import owner_by_shares
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.disputes.models import Dispute

SharesOfParties = Annotated[Shares, Label("Shares")]


class Agreed(Answer):
    """Whether all parties agreed to the same."""

    settled: bool


@command(
    "agree_share",
    may=ANYONE,
    word=phrase("Agree on shares"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "claims",
        phrase("Case {case}: {who} proposes shares"),
        variants={
            "failed": phrase("Case {case}: {who} says that they do not agree"),
            "settled": phrase("Case {case} settled: all agree on the same shares"),
        },
        facts={"who": Who},
    ),
    done=phrase("Your word is on record."),
)
def agree_share(
    *, actor: StaffActor, at: datetime, case: CaseNumber, shares: SharesOfParties | None
) -> Agreed:
    """Say to which shares one agrees, or, without any, that there is no agreement.

    The latest word of each party counts; when all are the same the case is settled at that moment.

    :raises Refused: 3.5.1 for anybody but a party; `input` for shares of others than the parties, and for
        a case that is closed.
    """
    customers.lock_turn(actor.site_id)
    row = case_numbered(actor.site_id, case)
    parties = party_ids(row)
    rules.may_agree(is_party=actor.staff_id in parties).enforce()
    must_be_open(row)
    codes = people.codes_of(parties)
    if shares is not None and set(shares) != set(codes.values()):
        raise bad_input(phrase("Say the share of each party, and of nobody else."))
    mine = row.parties.get(staff_id=actor.staff_id)
    divided = None if shares is None else by_person(shares, codes.items())
    mine.word = None if divided is None else {str(pk): part for pk, part in divided.items()}
    mine.word_at = at
    mine.save(update_fields=["word", "word_at"])
    words = list(row.parties.values_list("word", flat=True))
    settled = divided is not None and all(word == mine.word for word in words)
    _record(actor, at, case, shares, settled=settled)
    if settled and divided is not None:
        owner = owner_by_shares(row, divided, at)
        close(row, actor, at, state=State.SETTLED, owner_id=owner, shares=divided)
        tell_parties(row, phrase("Case {case} is settled: all agree.", case=case), at)
    elif divided is None:
        _fail(row, actor, at)
    else:
        told = phrase("{who} proposes shares in case {case}.", who=actor.code, case=case)
        tell_parties(row, told, at, but=actor.staff_id)
    cite(CLAUSE)
    about(f"dispute:{case}")
    return Agreed(settled=settled)


def _record(
    actor: StaffActor, at: datetime, case: int, shares: dict[str, int] | None, *, settled: bool
) -> None:
    body = {"case": case, "who": actor.code, "shares": shares}
    body |= {"failed": True} if shares is None else {}
    body |= {"settled": True} if settled else {}
    registers.record(actor=actor, at=at, body=body)


def _fail(row: Dispute, actor: StaffActor, at: datetime) -> None:
    """Let the manager have the case from now on: a party says that there is no agreement."""
    told = phrase("{who} does not agree in case {case}.", who=actor.code, case=row.number)
    tell_parties(row, told, at, but=actor.staff_id)
    if row.failed_at is None:
        row.failed_at = at
    if row.with_manager_at is None:
        row.with_manager_at = at
        deadlines.settle(TO_MANAGER, subject=row.pk, at=at)
        put_on_managers_list(row, at)
        announce("case_to_manager", CLAUSE, at=at, case=row.number)
    row.save(update_fields=["failed_at", "with_manager_at"])
