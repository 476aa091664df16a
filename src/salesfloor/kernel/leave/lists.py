"""Leave as a list: one's own, the team's, the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.kernel.leave.models import Leave, LeaveKind, LeaveStatus
from salesfloor.kernel.people import api as people
from salesfloor.web.lists import MOMENT, PERSON, Column, Empty, List, OneOf, Period, choice

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor

MEMBERS: Final = ANYONE - {Post.OPERATOR}


def leave_seen_by(actor: Actor) -> QuerySet[Leave]:
    """Return the leave of the site that somebody sees."""
    seen = people.seen_by(actor).values("pk")
    return Leave.objects.filter(site_id=actor.site_id or 0, staff_id__in=seen)


LEAVE: Final = List(
    "leave",
    phrase("Leave"),
    may=MEMBERS,
    rows=lambda asked: leave_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Who"), "staff_id", PERSON, link=("leave:one", "number"), is_main=True),
        Column(phrase("Kind"), "kind", choice(LeaveKind)),
        Column(phrase("From"), "from_at", MOMENT),
        Column(phrase("Until"), "until_at", MOMENT),
        Column(
            phrase("State"),
            "status",
            choice(LeaveStatus, {"asked": "warn", "granted": "good", "refused": "bad"}),
        ),
        Column(phrase("Who stands in"), "cover_id", PERSON),
    ),
    filters=(
        OneOf("status", phrase("State"), LeaveStatus.pairs()),
        OneOf("kind", phrase("Kind"), LeaveKind.pairs()),
        Period("from_at"),
    ),
    empty=Empty(phrase("No leave"), phrase("Whoever is away asks for it here, in advance.")),
    template="leave/leave.html",
)
