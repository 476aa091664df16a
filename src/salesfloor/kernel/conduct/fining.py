"""Fines for mistakes in papers: a rate a place, within the caps of form and month (7.1.11, 7.1.14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Sum

from salesfloor.base import lines
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.kernel.conduct.keeping import remember
from salesfloor.kernel.conduct.models import Fine, FormKind, Record, State
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import SiteActor

FINAL: Final = "fine_final"
CLAUSES: Final = {
    FormKind.AGREEMENT: "7.1.11",
    FormKind.CONTRACT: "7.1.11",
    FormKind.LOAN: "7.1.14",
}
_ITEM: Final = {"7.1.11": "document_error", "7.1.14": "loan_error"}
_RATE: Final = {"7.1.11": "penalty.document_error_yuan", "7.1.14": "penalty.loan_error_yuan"}
_FEN: Final = 100
FINED: Final = lines.line(
    "fined",
    "conduct",
    phrase("Fine {fine_no} of {who}: {places} places, {amount} yuan ({clause})"),
    facts={"fine_no": int, "who": Who, "places": int, "amount": str, "clause": str},
)
FINE_FINAL: Final = lines.line(
    FINAL,
    "conduct",
    phrase("Fine {fine_no} of {who} is final: {amount} yuan"),
    facts={"fine_no": int, "who": Who, "amount": str},
)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """New mistakes in one paper of one writer."""

    staff_id: int
    form: str
    kind: FormKind
    written_on: date
    places: list[str]


@dataclass(frozen=True, slots=True)
class Fined:
    """What a review cost."""

    number: int
    places: int
    amount_fen: int
    capped: bool


def fine(mistakes: Mistakes, *, actor: SiteActor, at: datetime) -> Fined:
    """Fine the writer of a paper for new mistakes in it, and tell them."""
    site_id, clause = actor.site_id, CLAUSES[mistakes.kind]
    number = next_number(site_id, "fine")
    full = len(mistakes.places) * _rate(site_id, clause, mistakes.written_on, at) * _FEN
    amount = min(full, _left(site_id, mistakes, at))
    record = Record.objects.create(
        site_id=site_id,
        number=next_number(site_id, "conduct"),
        staff_id=mistakes.staff_id,
        item=_ITEM[clause],
        clause=clause,
        at=at,
        told_at=at,
        noted_by=actor.code,
        subject=f"fine:{number}",
    )
    row = Fine.objects.create(
        site_id=site_id,
        number=number,
        record=record,
        form=mistakes.form,
        kind=mistakes.kind,
        written_on=mistakes.written_on,
        on=day_of(at),
        places=mistakes.places,
        amount_fen=amount,
    )
    remember(record, at)
    _write_down(row, actor, at)
    deadlines.set_due(FINAL, subject=row.pk, site_id=site_id, due_at=end_of(appeal_until(record)))
    return Fined(number, len(mistakes.places), amount, capped=amount < full)


def _rate(site_id: int, clause: str, on: date, at: datetime) -> int:
    """Return what a place cost on the day of writing, in yuan."""
    return int(rulebook.value_on(site_id, _RATE[clause], on, at))


def _left(site_id: int, mistakes: Mistakes, at: datetime) -> int:
    """Return how much of the caps of this form and of this person's month is left, in fen."""
    policy = rulebook.policies(site_id, at)
    counted = Fine.objects.filter(site_id=site_id).exclude(record__state=State.WAIVED)
    today = day_of(at)
    of_month = counted.filter(
        record__staff_id=mistakes.staff_id, on__year=today.year, on__month=today.month
    )
    of_form = counted.filter(form=mistakes.form, kind=mistakes.kind)
    form_left = policy["penalty.form_cap_yuan"] * _FEN - _sum(of_form)
    month_left = policy["penalty.month_cap_yuan"] * _FEN - _sum(of_month)
    return int(max(0, min(form_left, month_left)))


def _sum(fines: QuerySet[Fine]) -> int:
    return int(fines.aggregate(sum=Sum("amount_fen"))["sum"] or 0)


def _write_down(row: Fine, actor: SiteActor, at: datetime) -> None:
    record = row.record
    who = people.codes_of([record.staff_id])[record.staff_id]
    body = {
        "fine_no": row.number,
        "who": who,
        "amount": yuan(row.amount_fen),
        "clause": record.clause,
        "kind": row.kind,
        "written_on": row.written_on,
        "places": len(row.places),
    }
    told = {"form": row.form, "places": "; ".join(row.places)}
    registers.write(FINED, actor=actor, at=at, body=body, personal=told, site_id=row.site_id)
    miss(record.clause)
    cite(record.clause)
    announce(
        "fined",
        record.clause,
        at=at,
        fine_no=row.number,
        who=who,
        amount=yuan(row.amount_fen),
    )
    messages.tell(
        staff_id=record.staff_id,
        site_id=row.site_id,
        at=at,
        clause=record.clause,
        sentence=phrase(
            "Fine {fine_no}: {places} mistakes in {form}, {amount} yuan. You can appeal once.",
            fine_no=row.number,
            places=len(row.places),
            form=row.form,
            amount=yuan(row.amount_fen),
        ),
        subject=f"conduct:{record.number}",
    )


def appeal_until(record: Record) -> date:
    """Return the last day on which a record can be appealed: present days after the day of being told."""
    days = rulebook.policies(record.site_id, record.told_at)["appeal.within_days"]
    return people.last_of_present_days(record.staff_id, day_of(record.told_at), days)


def fine_of(record: Record) -> Fine | None:
    """Return the fine that a record is, if it is one."""
    return Fine.objects.filter(record=record).first()


def make_final(row: Fine, at: datetime) -> None:
    """Say that nobody can appeal a fine any more (L8)."""
    if row.final_at is not None:
        return
    row.final_at = at
    row.save(update_fields=["final_at"])
    record = row.record
    who = people.codes_of([record.staff_id])[record.staff_id]
    amount = yuan(row.amount_fen)
    registers.write(
        FINE_FINAL,
        actor=deadlines.system_actor(row.site_id),
        at=at,
        body={"fine_no": row.number, "who": who, "amount": amount},
        site_id=row.site_id,
    )
    cite(record.clause)
    announce(FINAL, record.clause, at=at, fine_no=row.number, who=who, amount=amount)
