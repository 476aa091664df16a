"""The statement of fines of a month: what became final in it, and what of that may be deducted (L9).

No law lets an employer fine. So nothing is deducted unless the house has switched it on, and then at most
what the law allows as damages: a fifth of the month's wage, down to the minimum wage.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_MANAGERS, MANAGERS, Post
from salesfloor.kernel.conduct import rules
from salesfloor.kernel.conduct.fines import Month
from salesfloor.kernel.conduct.fining import appeal_until
from salesfloor.kernel.conduct.models import Fine, State, Statement, Wage
from salesfloor.kernel.conduct.rules import Share, Why
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.language import said

if TYPE_CHECKING:
    from salesfloor.base.periods import Period

READERS: Final = MANAGERS | {Post.FINANCE}
_FEN: Final = 100
RISK: Final = phrase(
    "Since the Regulations on Rewards and Penalties of Staff were repealed in 2008, no law lets an employer"
    " fine; courts give such deductions back. Article 16 of the Provisional Rules on Wages allows damages"
    " only, at most a fifth of the month's wage and down to the minimum wage. Some provinces forbid fines in"
    " house rules."
)
rulebook.risky("fine.deduct", value=True, clause="7.1.11", may=ABOVE_MANAGERS, risk=RISK)


@dataclass(frozen=True, slots=True)
class Row:
    """One person's fines of a month."""

    staff_id: int
    who: str
    fines: tuple[int, ...]
    final_fen: int
    wage_fen: int | None
    minimum_fen: int
    deductible_fen: int | None
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return the row as a closed statement keeps it."""
        return {**asdict(self), "fines": list(self.fines)}


class StatementRow(Answer):
    """One person's fines, their sum, what may be deducted and why."""

    who: str
    fines: list[int]
    final: str
    deductible: str | None
    because: str


class StatementShown(Answer):
    """The people with fines that became final in the month, and whether it is closed."""

    rows: list[StatementRow]
    closed: bool


@question(
    "statement",
    may=READERS,
    word=phrase("Statement of fines"),
    clauses=("7.1.11", "7.1.14"),
)
def statement(*, actor: StaffActor, at: datetime, month: Month) -> StatementShown:
    """Answer the fines that became final in a month, person by person, with what may be deducted."""
    rows, closed = rows_of(actor.site_id, month, at)
    return StatementShown(
        rows=[
            StatementRow(
                who=row.who,
                fines=list(row.fines),
                final=yuan(row.final_fen),
                deductible=None if row.deductible_fen is None else yuan(row.deductible_fen),
                because=said(Why(row.why).label),
            )
            for row in rows
        ],
        closed=closed is not None,
    )


def rows_of(site_id: int, month: Period, at: datetime) -> tuple[list[Row], Statement | None]:
    """Return a month's rows, as they were closed where they are, and the closed statement."""
    closed = Statement.objects.filter(site_id=site_id, month=str(month), closed_at__lte=at).first()
    if closed is None:
        return worked_out(site_id, month, at), None
    return [Row(**{**row, "fines": tuple(row["fines"])}) for row in closed.rows], closed


def worked_out(site_id: int, month: Period, at: datetime) -> list[Row]:
    """Work a month's rows out, by the policies of its last day, of today while it runs."""
    policy = rulebook.policies_on(site_id, min(month.last, day_of(at)), at)
    found: dict[int, list[Fine]] = defaultdict(list)
    for one in final_in(site_id, month, at):
        found[one.record.staff_id].append(one)
    codes = people.codes_of(list(found))
    wages = dict(
        Wage.objects.filter(site_id=site_id, month=str(month)).values_list("staff_id", "wage_fen")
    )
    minimum = int(policy["wage.local_minimum_yuan"]) * _FEN
    share = Share(
        is_on=policy["fine.deduct"],
        most=Fraction(str(policy["fine.wage_share_most"])),
        minimum_fen=minimum,
    )
    rows = []
    for staff_id in sorted(found, key=lambda one: codes[one]):
        final = sum(one.amount_fen for one in found[staff_id])
        wage = wages.get(staff_id)
        deductible, why = rules.deductible(final, share, wage)
        numbers = tuple(one.number for one in found[staff_id])
        rows.append(
            Row(staff_id, codes[staff_id], numbers, final, wage, minimum, deductible, why.value)
        )
    return rows


def final_in(site_id: int, month: Period, at: datetime) -> list[Fine]:
    """Return the fines that became final in a month up to a moment, by number, whether or not the worker ran."""
    begins_at, ends_at = start_of(month.first), end_of(month.last)
    rows = Fine.objects.filter(site_id=site_id).select_related("record").order_by("number")
    final = rows.filter(final_at__gte=begins_at, final_at__lt=ends_at)
    found = list(final.exclude(record__state__in=(State.WAIVED, State.EXCUSED)))
    for one in rows.filter(final_at=None, record__state=State.STANDING):
        over_at = end_of(appeal_until(one.record))
        if begins_at <= over_at < ends_at and over_at <= at:
            found.append(one)
    return sorted(found, key=lambda one: one.number)
