"""The statement of fines as a spreadsheet: one sheet of fines, one of sums, and who took it (L9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.conduct.models import FormKind, State
from salesfloor.kernel.conduct.queries import state_at
from salesfloor.kernel.conduct.rules import Why
from salesfloor.kernel.conduct.statements import RISK
from salesfloor.kernel.people import api as people
from salesfloor.web.lists import CLAUSE, CODE, DAY, MONEY, NUMBER, PERSON, TEXT, Column, choice
from salesfloor.web.lists.exporting import Table, book_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from salesfloor.kernel.conduct.models import Fine
    from salesfloor.kernel.conduct.statements import Row
    from salesfloor.web.requests import StaffRequest

NOTHING_DEDUCTED: Final = phrase("Nothing is deducted at this house.")


def file_of(
    request: StaffRequest, month: str, rows: Sequence[Row], fines: Sequence[Fine], *, deducts: bool
) -> HttpResponse:
    """Return a month's statement as the file that the address asks for in `as`."""
    codes = people.codes_of([one.record.staff_id for one in fines])
    tables = [
        Table(phrase("The fines"), _of_fines(month, codes), fines),
        Table(phrase("Sums"), _SUMS, rows),
    ]
    notes = [RISK] if deducts else [NOTHING_DEDUCTED, RISK]
    return book_of(request, f"fines-{month}", tables, notes)


def _of_fines(month: str, codes: dict[int, str]) -> list[Column]:
    return [
        Column(phrase("Month"), lambda _one, _asked: month, CODE),
        Column(phrase("Code"), lambda one, _asked: codes.get(one.record.staff_id, ""), CODE),
        Column(phrase("Name"), "record.staff_id", PERSON),
        Column(phrase("Fine"), "number", NUMBER),
        Column(phrase("Clause"), "record.clause", CLAUSE),
        Column(phrase("Kind of paper"), "kind", choice(FormKind)),
        Column(phrase("Form"), "form", TEXT),
        Column(phrase("Places"), lambda one, _asked: "; ".join(one.places), TEXT),
        Column(phrase("Amount"), "amount_fen", MONEY),
        Column(phrase("State"), lambda one, asked: state_at(one.record, asked.at), choice(State)),
        Column(phrase("On"), "on", DAY),
    ]


_SUMS: Final = [
    Column(phrase("Code"), "who", CODE),
    Column(phrase("Name"), "staff_id", PERSON),
    Column(phrase("Final"), "final_fen", MONEY),
    Column(phrase("Wage"), "wage_fen", MONEY),
    Column(phrase("Local minimum wage"), "minimum_fen", MONEY),
    Column(phrase("May be deducted"), "deductible_fen", MONEY),
    Column(phrase("Because"), "why", choice(Why)),
]
