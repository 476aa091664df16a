"""Reviewing papers that are not in the product, wages, closing a month's statement of fines (7.1.11, 7.1.14)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import FenOrNothing, yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import execute
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.kernel.conduct import rules
from salesfloor.kernel.conduct.fines import Month
from salesfloor.kernel.conduct.fining import CLAUSES, Mistakes, fine
from salesfloor.kernel.conduct.models import Fine, FormKind, Statement, Wage
from salesfloor.kernel.conduct.statements import worked_out
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

FINANCE: Final = frozenset({Post.FINANCE})
MOST_PLACES: Final = 200
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7111))"
Places = Annotated[
    list[RequiredLine],
    Field(max_length=MOST_PLACES),
    Label("Places with a mistake", hint=phrase("one a line; none when all is right")),
]


class FormReviewed(Answer):
    """The fine, its number where there is one, how many places are new, whether a cap cut it."""

    fine: str
    fine_no: int | None
    errors: int
    capped: bool


@command(
    "review_form",
    may=MANAGERS,
    word=phrase("Review a paper form"),
    clauses=("7.1.11", "7.1.14"),
    writes=RegisterLine(
        "conduct",
        phrase("A paper of {who} is reviewed: {places} new places with a mistake"),
        facts={"places": int},
    ),
    done=phrase("Reviewed; the writer is told."),
)
def review_form(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Who wrote it"), Reference("person")],
    form: Annotated[Code, Label("Number of the form")],
    kind: Annotated[FormKind, Label("Kind of paper")],
    written_on: Annotated[Day, Label("Written on")],
    errors: Places,
) -> FormReviewed:
    """Note where a paper that is not in the product has mistakes; each place of a form counts once.

    :raises Refused: 7.1.11, of loan papers 7.1.14, for one's own paper; `input` for nobody, and a day to come.
    """
    person = people.person_here(who, actor.site_id, at)
    number = CLAUSES[kind]
    rules.may_review_form(number, is_writer=person.pk == actor.staff_id).enforce()
    if written_on > day_of(at):
        raise bad_input(phrase("This day is still to come."))
    execute(_LOCK, [f"{actor.site_id} {kind.value} {form}"])
    fresh = _new_places(actor.site_id, form, kind, errors)
    fined = None
    if fresh:
        mistakes = Mistakes(person.pk, form, kind, written_on, fresh)
        fined = fine(mistakes, actor=actor, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"who": who, "kind": kind.value, "places": len(fresh)},
        personal={"form": form, "errors": "; ".join(errors)},
    )
    cite(number)
    board_changed()
    return FormReviewed(
        fine=yuan(fined.amount_fen if fined else 0),
        fine_no=fined.number if fined else None,
        errors=len(fresh),
        capped=fined.capped if fined else False,
    )


def _new_places(site_id: int, form: str, kind: FormKind, errors: list[str]) -> list[str]:
    known: set[str] = set()
    for places in Fine.objects.filter(site_id=site_id, form=form, kind=kind).values_list(
        "places", flat=True
    ):
        known |= set(places)
    return [place for place in dict.fromkeys(errors) if place not in known]


class Nothing(Answer):
    """Nothing to say."""


@command(
    "set_wage",
    may=FINANCE,
    word=phrase("Enter a month's wage"),
    clauses=("7.1.11",),
    writes=RegisterLine("conduct", phrase("The wage of {who} for {month} is entered")),
    done=phrase("Saved."),
)
def set_wage(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Whose wage"), Reference("person")],
    month: Month,
    wage: Annotated[FenOrNothing, Label("Wage in yuan")],
) -> Nothing:
    """Say what a person's wage of a month is: at most a part of it may be deducted."""
    person = people.person_here(who, actor.site_id, at)
    Wage.objects.update_or_create(
        site_id=actor.site_id,
        staff_id=person.pk,
        month=str(month),
        defaults={"wage_fen": wage, "set_by": actor.code, "at": at},
    )
    body = {"who": who, "month": str(month)}
    registers.record(actor=actor, at=at, body=body, personal={"wage": yuan(wage)})
    cite("7.1.11")
    return Nothing()


class StatementClosed(Answer):
    """What the fines of the month come to, and how much of that may be deducted."""

    total: str
    deductible: str


@command(
    "close_statement",
    may=FINANCE,
    word=phrase("Close a month's statement"),
    clauses=("7.1.11",),
    writes=RegisterLine(
        "conduct",
        phrase("Statement of fines for {month} closed: {total} yuan, of which {deductible} may go"),
    ),
    done=phrase("Closed. What becomes final later is in the next one."),
)
def close_statement(*, actor: StaffActor, at: datetime, month: Month) -> StatementClosed:
    """Close the statement of a month that is over, once; its figures stay as they are.

    :raises Refused: `input` before the month's end, and a second time.
    """
    if at < end_of(month.last):
        raise bad_input(phrase("The month is not over yet."))
    if Statement.objects.filter(site_id=actor.site_id, month=str(month)).exists():
        raise bad_input(phrase("The statement of {month} is closed already.", month=str(month)))
    rows = worked_out(actor.site_id, month, at)
    total = sum(row.final_fen for row in rows)
    deductible = sum(row.deductible_fen or 0 for row in rows)
    Statement.objects.create(
        site_id=actor.site_id,
        month=str(month),
        closed_at=at,
        closed_by=actor.code,
        total_fen=total,
        deductible_fen=deductible,
        rows=[row.as_json() for row in rows],
    )
    answer = StatementClosed(total=yuan(total), deductible=yuan(deductible))
    registers.record(
        actor=actor,
        at=at,
        body={"month": str(month), "total": answer.total, "deductible": answer.deductible},
    )
    cite("7.1.11")
    about(f"statement:{month}")
    return answer
