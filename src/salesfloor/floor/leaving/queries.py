"""What is still to be done before somebody leaves (3.4.3.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.leaving.out import out_of
from salesfloor.kernel.people import api as people

SEES: Final = MANAGERS | {Post.ADMIN}


class Leaving(Answer):
    """What is out, and how much goes along with the customers."""

    books: list[int]
    receptions: list[str]
    advances: list[int]
    customers: int
    deals: int
    appointments: int
    designated: bool
    cases: list[int]
    agreements: list[int]
    custody: list[int]
    ready: bool


@question(
    "leaving",
    may=SEES,
    word=phrase("What is out before somebody leaves"),
    clauses=("3.4.3.6",),
)
def leaving(*, actor: SiteActor, at: datetime, who: Who) -> Leaving:
    """Return what a person still has, and whether they can leave.

    :raises Refused: `input` for nobody here.
    """
    out = out_of(people.person_here(who, actor.site_id, at), at)
    return Leaving(
        books=out.books,
        receptions=out.receptions,
        advances=out.advances,
        customers=len(out.claims),
        deals=out.deals,
        appointments=out.appointments,
        designated=out.designated,
        cases=out.cases,
        agreements=out.agreements,
        custody=out.custody,
        ready=out.ready,
    )
