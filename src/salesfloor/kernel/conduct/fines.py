"""The fines of a month (T3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.labels import Label
from salesfloor.base.money import yuan
from salesfloor.base.periods import MonthField
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.conduct.commands.observing import MEMBERS
from salesfloor.kernel.conduct.models import Fine, State
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from django.db.models import QuerySet

NOT_COUNTED = frozenset({State.WAIVED, State.APPEALED})
Month = Annotated[MonthField, Label("Month", hint=phrase("such as 2026-03"))]


class FineLine(Answer):
    """One fine."""

    fine_no: int
    who: str
    on: date
    clause: str
    places: list[str]
    amount: str
    state: State


class Fines(Answer):
    """The fines reviewed in a month, and what they come to without those waived or under appeal."""

    rows: list[FineLine]
    total: str


@question("fines", may=MEMBERS, word=phrase("Fines of a month"), clauses=("7.1.11", "7.1.14"))
def fines(*, actor: StaffActor, at: datetime, month: Month) -> Fines:
    """Answer a month's fines: a person's own, a lead's team's, a manager's and finance's all."""
    found = list(seen_by(actor, at).filter(on__gte=month.first, on__lte=month.last))
    codes = people.codes_of([one.record.staff_id for one in found])
    return Fines(
        rows=[
            FineLine(
                fine_no=one.number,
                who=codes[one.record.staff_id],
                on=one.on,
                clause=one.record.clause,
                places=one.places,
                amount=yuan(one.amount_fen),
                state=State(one.record.state),
            )
            for one in found
        ],
        total=yuan(sum(one.amount_fen for one in found if one.record.state not in NOT_COUNTED)),
    )


def seen_by(actor: StaffActor, at: datetime) -> QuerySet[Fine]:
    """Return the fines of the site that a person sees, by number."""
    rows = Fine.objects.filter(site_id=actor.site_id).select_related("record").order_by("number")
    if actor.post in MANAGERS or actor.post is Post.FINANCE:
        return rows
    ids = {actor.staff_id}
    if actor.post is Post.LEAD:
        working = people.working_at(actor.site_id, at)
        ids |= {one.pk for one in working if people.is_above(actor, one, at)}
    return rows.filter(record__staff_id__in=ids)
