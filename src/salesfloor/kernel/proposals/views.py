"""The page of a proposal: what is proposed, by when it is answered, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.kernel.proposals.models import Proposal, ProposalKind, Season, State
from salesfloor.kernel.proposals.queries import proposals_seen_by
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_by_id, names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=ANYONE - {Post.OPERATOR}, methods=["GET"])
def proposal(request: StaffRequest, number: int) -> HttpResponse:
    """Show a proposal to who made it and to those who lead the site."""
    row: Proposal = row_or_404(proposals_seen_by(request.actor), number=number)
    names = names_of({row.decided_by, row.owner} - {""})
    facts = [
        (phrase("About"), ProposalKind(row.kind).label),
        (phrase("Season"), Season(row.season).label if row.season else ""),
        (phrase("Place"), row.place),
        (phrase("Proposed by"), names_by_id([row.proposer_id]).get(row.proposer_id, "")),
        (phrase("When"), phrase("{at}", at=row.proposed_at)),
        (phrase("Answer until"), phrase("{on}", on=row.answer_until)),
        (phrase("Decided by"), names.get(row.decided_by, row.decided_by)),
        (phrase("Reasons"), row.reason),
        (phrase("Who does it"), names.get(row.owner, row.owner)),
    ]
    waits = row.status in {State.OPEN, State.LATER} and request.actor.post in MANAGERS
    is_own = row.proposed_by == request.actor.code
    return subject_page(
        request,
        row.subject,
        head=phrase("Proposal {proposal}", proposal=number),
        clause=row.clause,
        words=row.text,
        state=State(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=[Act("decide_proposal", {"proposal": number})] if waits and not is_own else [],
        back=(phrase("Proposals"), "proposals:proposals"),
    )
