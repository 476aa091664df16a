"""Mistakes found in papers: the places, and the fine for who wrote them (7.1.11, 7.1.14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.floor.deals.models import ReviewPlace
from salesfloor.floor.deals.rules import agreeing as rules
from salesfloor.kernel.conduct import api as conduct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from salesfloor.base.commands import SiteActor
    from salesfloor.floor.deals.models import Deal


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a deal that somebody wrote on a day."""

    deal: Deal
    name: str
    writer_id: int
    written_on: date
    kind: conduct.FormKind


def note_mistakes(
    paper: Paper, errors: Iterable[str], *, actor: SiteActor, at: datetime
) -> conduct.Fined | None:
    """Note new places of mistakes; return the fine for them, or None where there is no new one."""
    known = set(
        ReviewPlace.objects.filter(deal=paper.deal, paper=paper.name).values_list(
            "place", flat=True
        )
    )
    fresh = rules.places_of(errors, known)
    ReviewPlace.objects.bulk_create(
        [
            ReviewPlace(
                deal=paper.deal, paper=paper.name, place=place, found_at=at, found_by=actor.code
            )
            for place in fresh
        ]
    )
    if not fresh:
        return None
    return conduct.fine(
        conduct.Mistakes(
            staff_id=paper.writer_id,
            form=f"{paper.deal.unit} {paper.name}",
            kind=paper.kind,
            written_on=paper.written_on,
            places=fresh,
        ),
        actor=actor,
        at=at,
    )
