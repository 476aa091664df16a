"""Rating a visit, by the customer, without a log-in (7.2.1)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import days_after, end_of
from salesfloor.base.commands import SiteActor, about, announce, cite, command, miss
from salesfloor.base.fields import ReceptionRef, Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Note
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.manners import rules
from salesfloor.floor.manners.commands.helping import reception_here
from salesfloor.floor.manners.models import Rating
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.floor.reception import api as reception

CLAUSE: Final = "7.2.1"
WITHOUT_DEAL: Final = "9.5.2.1"
DAYS: Final = 7
LOW: Final = lines.line(
    "low_rating",
    "performance",
    phrase("Reception {ref} of {who} was rated {score}."),
    facts={"ref": str, "who": Who, "score": int},
)


class Nothing(Answer):
    """Nothing to say."""


@command(
    "rate_visit",
    without_by=True,
    may=frozenset({Post.OPERATOR}),
    word=phrase("Rate a visit"),
    clauses=(CLAUSE, WITHOUT_DEAL),
    trades=WITH_ROTATION,
    writes=RegisterLine("performance", phrase("Reception {ref} was rated {score}.")),
    done=phrase("Thank you."),
)
def rate_visit(
    *,
    actor: SiteActor,
    at: datetime,
    ref: ReceptionRef,
    score: Annotated[int, Field(ge=1, le=5), Label("How content, from 1 to 5")],
    words: Annotated[Note, Label("Words")] = "",
) -> Nothing:
    """Rate a reception, once, within a week of its end; the manager hears of a low score at once.

    The customer does so, behind a link: nobody of the house rates visits.

    :raises Refused: `input` before its end, twice, or too late.
    """
    row = reception_here(ref, actor.site_id)
    until = end_of(days_after(row.ended_at, DAYS)) if row.ended_at else None
    is_rated = Rating.objects.filter(reception_id=row.pk).exists()
    rules.may_rate(until=until, at=at, is_rated=is_rated).enforce()
    if row.receiver_id is None:
        raise bad_input(phrase("Nobody received this customer."))
    Rating.objects.create(
        site_id=actor.site_id,
        reception_id=row.pk,
        staff_id=row.receiver_id,
        score=score,
        words=words,
        at=at,
    )
    body = {"ref": ref, "score": score}
    registers.record(actor=actor, at=at, body=body, personal={"words": words} if words else {})
    is_without_deal = row.outcome != "deal"
    cite(CLAUSE, *([WITHOUT_DEAL] if is_without_deal else []))
    about(f"reception:{ref}")
    if score <= rulebook.policies(actor.site_id, at)["rating.low"]:
        if is_without_deal:
            miss(WITHOUT_DEAL)
        _tell_of_low(actor, row, score, at)
    return Nothing()


def _tell_of_low(actor: SiteActor, row: reception.Reception, score: int, at: datetime) -> None:
    staff_id = row.receiver_id or 0
    who = people.codes_of([staff_id])[staff_id]
    facts = {"ref": row.ref, "who": who, "score": score}
    registers.write(LOW, actor=actor, at=at, body=facts, site_id=actor.site_id)
    also = () if row.outcome == "deal" else (WITHOUT_DEAL,)
    announce("low_rating", CLAUSE, *also, at=at, **facts)
    messages.tell_all(
        people.ladder(actor.site_id, at).rung(1).ids,
        site_id=actor.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase("A visit was rated {score} of 5, received by {who}.", score=score, who=who),
        subject=f"reception:{row.ref}",
    )
