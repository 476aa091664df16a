"""What happens by itself: answers that fall due, proposals of cards, what other modules are told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.fields import Who
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.floor.advice import api as advice
from salesfloor.floor.arguments import api as arguments
from salesfloor.floor.playbook.choices import CardKind, CardStatus, Result, Step
from salesfloor.floor.playbook.commands.cards import in_use, put_in_place
from salesfloor.floor.playbook.commands.objections import DUE, owner_of, put_on_list
from salesfloor.floor.playbook.models import Card, Objection
from salesfloor.floor.playbook.searching import Asked, matching_cards
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry
    from salesfloor.kernel.deadlines.api import Deadline

OFTEN: Final = 3
"""A reason for not buying that comes so often in a week is worth a card."""
_DUE: Final = lines.line(
    "objection_due",
    "training",
    phrase("Objection {objection} is not answered by its day; {who} owes it."),
    facts={"objection": int, "who": Who},
)


@deadlines.handler(DUE, word=phrase("An objection put off is not answered"))
def fall_due(deadline: Deadline, at: datetime) -> None:
    """Report an objection that was put off and is not answered after its day (9.4.6)."""
    row = Objection.objects.select_for_update().get(pk=deadline.subject)
    if row.result != Result.DEFERRED:
        return
    staff_id = owner_of(row, at)
    who = people.codes_of([staff_id]).get(staff_id, "")
    facts = {"objection": row.number, "who": who}
    actor = deadlines.system_actor(row.site_id)
    registers.write(_DUE, actor=actor, at=at, body=facts, site_id=row.site_id)
    for number in ("9.4.6", "9.3.1.4"):
        cite(number)
        miss(number, who)
    board_changed()
    announce("objection_due", "9.4.6", "9.3.1.4", at=at, **facts)
    messages.tell(
        staff_id=staff_id,
        site_id=row.site_id,
        at=at,
        clause="9.4.6",
        sentence=phrase("Objection {objection} waits for your answer.", objection=row.number),
        subject=f"objection:{row.number}",
    )


@on("leave_job")
def pass_on(entry: Entry) -> None:
    """Put the objections of a leaver's customers on the list of who has the customers now."""
    successor = people.Staff.objects.get(code=entry.body["hand_over_to"])
    put_off = Objection.objects.filter(site_id=entry.site_id, result=Result.DEFERRED)
    for row in put_off.exclude(answer_by=None):
        if row.answer_by is not None and owner_of(row, entry.at) == successor.pk:
            put_on_list(row, successor.pk, end_of(row.answer_by), entry.at)


@on("answer")
def propose_answer(entry: Entry) -> None:
    """Propose an answer as a card, where who answered says that others should find it (7.1.5)."""
    if not entry.body.get("playbook"):
        return
    asked, told = entry.personal.get("asked", ""), entry.personal.get("text", "")
    number = entry.body["question"]
    row = _proposal(entry, code=f"question-{number}", title=asked, wording=told)
    row.step = Step.NEGOTIATE
    put_in_place(row, entry.at)


@on("end")
def propose_reason(entry: Entry) -> None:
    """Propose a card for a reason for not buying that came three times in a week (9.5.2.2)."""
    if entry.body.get("outcome") != "no_deal":
        return
    ref = str(entry.body.get("ref", ""))
    reason = reception.Reception.objects.filter(site_id=entry.site_id, ref=ref)
    text = reason.values_list("reason", flat=True).first() or ""
    today = day_of(entry.at)
    monday = today - timedelta(days=today.weekday())
    same = reception.Reception.objects.filter(
        site_id=entry.site_id,
        outcome="no_deal",
        reason=text,
        struck_at=None,
        ended_at__lte=entry.at,
    )
    ended = [one for one in same.values_list("ended_at", flat=True) if one]
    this_week = [one for one in ended if day_of(one) >= monday]
    known = Card.objects.filter(site_id=entry.site_id, step=Step.NO_DEAL, title=text[:200])
    if not text or len(this_week) != OFTEN or known.exists():
        return
    count = Card.objects.filter(site_id=entry.site_id, code__startswith="reason-").count()
    row = _proposal(entry, code=f"reason-{count + 1}", title=text, wording=text)
    row.step = Step.NO_DEAL
    put_in_place(row, entry.at)


def _proposal(entry: Entry, *, code: str, title: str, wording: str) -> Card:
    known = Card.objects.filter(site_id=entry.site_id, code=code)
    return Card(
        site_id=entry.site_id,
        code=code,
        version=known.count() + 1,
        status=CardStatus.PROPOSED,
        kind=CardKind.TIP,
        title=" ".join(title.split())[:200] or code,
        wording=wording or title,
        tags=[],
        written_at=entry.at,
        written_by=entry.actor.code,
    )


@advice.tells_tags
def proven_tags(site_id: int, code: str) -> list[str] | None:
    """Return the strengths that goods are proven to have: tags of their proven FAB cards."""
    cards = in_use(site_id).filter(
        kind=CardKind.FAB, status=CardStatus.PROVEN, product__in=[code, f"goods:{code}"]
    )
    return sorted({tag for tags in cards.values_list("tags", flat=True) for tag in tags}) or None


@advice.tells_doubts
def doubts_of_customer(site_id: int, phone: str) -> tuple[int, int]:
    """Return how many doubts of a customer were removed, and how many stand or were lost.

    Those logged before the phone was left count as well.
    """
    talks = reception.Reception.objects.filter(site_id=site_id, phone=phone).values("pk")
    left_later = Q(phone="", reception_id__in=talks)
    rows = Objection.objects.filter(Q(phone=phone) | left_later, site_id=site_id)
    removed = rows.filter(result=Result.REMOVED).count()
    return removed, rows.count() - removed


def proven_points(site_id: int, at: datetime) -> list[arguments.Card]:
    """Return the proven FAB cards as arguments (9.2.1.5)."""
    del at
    cards = in_use(site_id).filter(kind=CardKind.FAB, status=CardStatus.PROVEN)
    return [
        arguments.Card(one.code, product, one.feature, one.advantage, one.benefit, tuple(one.tags))
        for one in cards
        for product in _kinds_of(one.product)
    ]


def _kinds_of(product: str) -> list[str]:
    """Return a product with its kind; a bare name may be that of a layout or of goods."""
    if not product or ":" in product:
        return [product]
    return [f"layout:{product}", f"goods:{product}"]


def parting_words(site_id: int, at: datetime) -> list[arguments.Words]:
    """Return the words of the cards for customers who go without buying (9.5.1.2)."""
    found = matching_cards(site_id, at, Step.NO_DEAL, Asked())
    return [arguments.Words(card.title, card.wording) for card, _ in found]


arguments.cards_by(proven_points)
arguments.parting_words_by(parting_words)
