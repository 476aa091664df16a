"""The page of an advance: how far it is, what was spent, and the next step of whoever has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.advances.choices import PaidBy, Status
from salesfloor.kernel.advances.commands import CLAUSE, MEMBERS
from salesfloor.kernel.advances.models import Advance
from salesfloor.kernel.advances.queries import advances_seen_by
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import page, row_or_404
from salesfloor.web.templatetags.salesfloor import money

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def advance(request: StaffRequest, number: int) -> HttpResponse:
    """Show an advance to whose it is, to finance and to managers."""
    row: Advance = row_or_404(advances_seen_by(request.actor), number=number)
    return subject_page(
        request,
        f"advance:{number}",
        head=phrase("Advance {number}", number=number),
        clause=CLAUSE,
        words=row.purpose,
        state=Status(row.status).label,
        facts=[(label, value) for label, value in _facts(row) if value != ""],
        acts=_acts(row, request.actor),
        history=_history(row),
        back=(phrase("Advances"), "advances:advances"),
    )


def _facts(row: Advance) -> list[tuple[Phrase, object]]:
    facts: list[tuple[Phrase, object]] = [
        (phrase("Who"), names_by_id([row.staff_id]).get(row.staff_id, "")),
        (phrase("Amount in yuan"), money(row.amount_fen)),
        (phrase("Word on it"), row.reason),
        (phrase("Way of paying"), PaidBy(row.method).label if row.method else ""),
        (
            phrase("Settle until"),
            phrase("{on}", on=row.settle_until) if row.settle_until else "",
        ),
    ]
    if row.status == Status.SETTLED:
        listed = " · ".join(f"{one['what']} {money(one['fen'])}" for one in row.vouchers)
        facts += [
            (phrase("Vouchers"), listed),
            (phrase("By vouchers"), money(row.spent_fen)),
            (phrase("Returned in yuan"), money(row.returned_fen)),
        ]
    left = row.balance_fen
    return [*facts, (phrase("Left to settle"), "" if left is None else money(left))]


def _acts(row: Advance, actor: Actor) -> list[Act]:
    """Return the next step, where it is the reader's."""
    given = {"advance": row.number}
    if row.status == Status.REQUESTED and actor.post in MANAGERS:
        if row.staff_id == actor.staff_id:
            return []
        hidden = ("advance", "granted")
        return [
            Act("approve_advance", {**given, "granted": True}, hidden, phrase("Approve")),
            Act("approve_advance", {**given, "granted": False}, hidden, phrase("Do not approve")),
        ]
    if actor.post != Post.FINANCE:
        return []
    if row.status == Status.APPROVED:
        return [Act("pay_advance", given)]
    return [Act("settle_advance", given)] if row.status == Status.PAID else []


def _history(row: Advance) -> list[Phrase]:
    told = [phrase("{at} asked for", at=row.asked_at)]
    if row.decided_at:
        words = phrase("{at} approved by {by}", at=row.decided_at, by=row.decided_by)
        if row.status == Status.REFUSED:
            words = phrase("{at} not approved by {by}", at=row.decided_at, by=row.decided_by)
        told.append(words)
    if row.paid_at:
        told.append(phrase("{at} paid out by {by}", at=row.paid_at, by=row.paid_by))
    if row.settled_at:
        told.append(phrase("{at} settled", at=row.settled_at))
    return told
