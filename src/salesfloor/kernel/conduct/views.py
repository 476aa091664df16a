"""The page of a record: what is said, the answer to it, the appeal and the ruling."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from salesfloor.base.china_time import end_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.trades import trade_of
from salesfloor.kernel.conduct import rules
from salesfloor.kernel.conduct.appeals import ways_to_rule
from salesfloor.kernel.conduct.commands.appealing import may_rule
from salesfloor.kernel.conduct.commands.observing import MEMBERS
from salesfloor.kernel.conduct.fining import appeal_until
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.lists import records_seen_by, words_of
from salesfloor.kernel.conduct.matters import clause_of
from salesfloor.kernel.conduct.models import Appeal, Fine, Record, State
from salesfloor.kernel.conduct.queries import state_at
from salesfloor.kernel.conduct.recording import COMMENDATION
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import in_words, names_by_id, names_of
from salesfloor.web.pages import page, row_or_404
from salesfloor.web.subjects import address_of
from salesfloor.web.templatetags.salesfloor import money

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def record(request: StaffRequest, number: int) -> HttpResponse:
    """Show one record to the person and to those who answer for them."""
    row: Record = row_or_404(records_seen_by(request.actor), number=number)
    appeal = Appeal.objects.filter(record=row).first()
    fine = Fine.objects.filter(record=row).first()
    by = names_of([row.noted_by]).get(row.noted_by)
    is_praise = row.item == COMMENDATION
    facts = [
        (phrase("Who"), names_by_id([row.staff_id]).get(row.staff_id, "")),
        (phrase("Noted by"), by or phrase("by itself")),
        (phrase("When"), phrase("{at}", at=row.at)),
        *_of_fine(fine),
        (phrase("Points"), "" if fine or is_praise else row.points),
        (phrase("What the person says to it"), row.reply),
        (
            phrase("Appeal until the end of"),
            "" if is_praise else phrase("{on}", on=appeal_until(row)),
        ),
        (phrase("Grounds"), appeal.grounds if appeal else ""),
        (phrase("Reason"), (appeal.reason if appeal else "") or row.reason),
    ]
    return subject_page(
        request,
        f"conduct:{number}",
        head=words_of(row),
        clause=row.clause,
        words=row.note,
        state=state_at(row, request.at).label,
        facts=[(label, value) for label, value in facts if value != ""],
        acts=_acts(row, request.actor, request.at, is_appealed=appeal is not None),
        more={"has_own_primary": row.state == State.APPEALED},
        ways=[(phrase("The paper"), one) for one in fine.form.split(" ") if address_of(one)]
        if fine
        else [],
    )


def _of_fine(fine: Fine | None) -> list[tuple[Phrase, object]]:
    """Return what a fine is for and what it comes to: the person who reads it knows what to look for."""
    if fine is None:
        return []
    return [
        (phrase("Fine"), fine.number),
        (phrase("Written in"), in_words(fine.form)),
        (phrase("Written on"), phrase("{on}", on=fine.written_on)),
        (phrase("Places with mistakes"), " · ".join(fine.places)),
        (phrase("Amount"), money(fine.amount_fen)),
    ]


def _acts(row: Record, actor: Actor, at: datetime, *, is_appealed: bool) -> list[Act]:
    given = {"about": f"conduct:{row.number}"}
    if row.staff_id == actor.staff_id:
        acts = [Act("reply", given)]
        may_end = row.item != COMMENDATION and at < end_of(appeal_until(row))
        if row.state == State.STANDING and not is_appealed and may_end:
            acts.append(Act("appeal", given, ("about", "fine_no"), clauses=(clause_of(row),)))
        return acts
    own = [Act("withdraw_observation", given)] if _may_withdraw(row, actor, at) else []
    if actor.post not in MANAGERS:
        return own
    if row.state == State.APPEALED:
        return [*_rulings(row), *own] if may_rule(row, actor, at) else own
    person = people.Staff.objects.get(pk=row.staff_id)
    is_above = people.is_above(actor, person, at)
    return [*own, *([Act("excuse", given)] if row.state == State.STANDING and is_above else [])]


def _rulings(row: Record) -> list[Act]:
    return ways_to_rule(f"conduct:{row.number}", clause_of(row))


def _may_withdraw(row: Record, actor: Actor, at: datetime) -> bool:
    """Tell whether the reader noted what stands there, and may still take it back."""
    found = item_of(row.item, trade_of(row.site_id))
    comes_by_itself = found is None or found.comes == "itself"
    if (
        row.noted_by != actor.code
        or comes_by_itself
        or row.state not in {State.STANDING, State.APPEALED}
    ):
        return False
    hours = rulebook.policies(row.site_id, at)["conduct.withdraw_hours"]
    return rules.is_fresh(row.at, at, timedelta(hours=hours)).reason is None
