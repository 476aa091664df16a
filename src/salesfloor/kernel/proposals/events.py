"""A proposal that nobody answers in time is told to the first rung above who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.proposals.models import Proposal, State
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.deadlines.api import Deadline

UNANSWERED: Final = "proposal_unanswered"
LINE: Final = lines.line(
    UNANSWERED,
    "proposal",
    phrase("Proposal {proposal} has no answer in time; {told} are told."),
    facts={"proposal": int, "told": list},
)


@deadlines.handler(UNANSWERED, word=phrase("A proposal is not answered in time"))
def _unanswered(deadline: Deadline, at: datetime) -> None:
    proposal = Proposal.objects.select_for_update().get(pk=deadline.subject)
    waits = proposal.status in {State.OPEN, State.LATER}
    if waits and proposal.told_at is None:
        tell_unanswered(proposal, at)


def tell_unanswered(proposal: Proposal, at: datetime) -> None:
    """Tell the first rung above who made it that the time of a proposal is over."""
    line_above = people.ladder(proposal.site_id, at).above(Post(proposal.proposer_post))
    first = line_above.rung(1)
    proposal.told_at = at
    proposal.save(update_fields=["told_at"])
    cite(proposal.clause)
    miss(proposal.clause)
    announce(UNANSWERED, proposal.clause, at=at, proposal=proposal.number, told=first.codes)
    registers.write(
        LINE,
        actor=deadlines.system_actor(proposal.site_id),
        at=at,
        body={"proposal": proposal.number, "clause": proposal.clause, "told": first.codes},
    )
    messages.tell_all(
        first.ids,
        site_id=proposal.site_id,
        at=at,
        clause=proposal.clause,
        sentence=phrase("Proposal {proposal} has no answer in time.", proposal=proposal.number),
        subject=proposal.subject,
    )
