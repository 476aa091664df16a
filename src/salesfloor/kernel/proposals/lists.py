"""Proposals as a list: what waits for an answer first."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.kernel.proposals.models import ProposalKind, State
from salesfloor.kernel.proposals.queries import proposals_seen_by
from salesfloor.web.lists import DAY, MOMENT, PERSON, Column, Empty, List, OneOf, Period, choice

PROPOSALS: Final = List(
    "proposals",
    phrase("Proposals"),
    may=ANYONE - {Post.OPERATOR},
    rows=lambda asked: proposals_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Proposal"), "text", link=("proposals:proposal", "number"), is_main=True),
        Column(phrase("About"), "kind", choice(ProposalKind)),
        Column(phrase("Proposed by"), "proposer_id", PERSON),
        Column(phrase("When"), "proposed_at", MOMENT),
        Column(phrase("Answer until"), "answer_until", DAY),
        Column(phrase("State"), "status", choice(State, {"open": "note", "accepted": "good"})),
    ),
    filters=(
        OneOf("status", phrase("State"), State.pairs()),
        OneOf("kind", phrase("About"), ProposalKind.pairs()),
        Period("proposed_at"),
    ),
    empty=Empty(
        phrase("No proposals"), phrase("Whoever proposes something gets an answer in time.")
    ),
    template="proposals/proposals.html",
)
