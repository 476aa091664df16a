"""Logging what a customer objects, and what became of it (9.3.1.4, 9.4.2, 9.4.4, 9.4.6)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import ReceptionRef
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Line, Note, RequiredNote
from salesfloor.floor.playbook import rules
from salesfloor.floor.playbook.choices import ENDED, Cause, Ending, Result, Tactic
from salesfloor.floor.playbook.commands.cards import MEMBERS, CardCode, card_in_use, talk_here
from salesfloor.floor.playbook.models import Objection
from salesfloor.floor.playbook.products import is_sold_here
from salesfloor.floor.reception import api as reception
from salesfloor.floor.tables import api as tables
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import date

DUE: Final = "objection_due"
ObjectionNumber = Annotated[Number, Label("Objection"), Reference("objection")]


class ObjectionLogged(Answer):
    """The number of the objection."""

    objection: int


@command(
    "log_objection",
    may=MEMBERS,
    word=phrase("Log an objection"),
    clauses=("9.3.1.4", "9.4.2", "9.4.4", "9.4.6"),
    writes=RegisterLine("training", phrase("Objection {objection} in reception {ref}: {result}")),
    done=phrase("The objection is on the reception."),
)
def log_objection(
    *,
    actor: StaffActor,
    at: datetime,
    ref: ReceptionRef,
    words: Annotated[RequiredNote, Label("What the customer says")],
    cause: Annotated[Cause, Label("Cause")],
    result: Annotated[Result, Label("How it stands")],
    method: Annotated[Tactic | None, Label("Method")] = None,
    card: CardCode | None = None,
    product: Annotated[
        Line, Label("Product", hint=phrase("such as layout:NAME or goods:CODE"))
    ] = "",
    reason: Annotated[Line, Label("Why the answer is put off")] = "",
    answer_by: Annotated[Day | None, Label("By which day it is answered")] = None,
) -> ObjectionLogged:
    """Log an objection with its cause, how it was met, and how it stands.

    :raises Refused: `access` unless by who receives or assists; `input` for a reception, card or product
        that is not there; 9.4.4 for an end without a method; 9.4.6 for one put off without reason or day.
    """
    talk = _talk(actor, ref)
    if card is not None:
        card_in_use(actor.site_id, card)
    if product and not is_sold_here(actor.site_id, product):
        raise bad_input(phrase("There is no product {product} here.", product=product))
    today = day_of(at)
    rules.names_a_method(result, method or "").enforce()
    rules.may_defer(result, reason, answer_by, today).enforce()
    row = Objection.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "objection"),
        reception_id=talk.id,
        ref=ref,
        phone=talk.phone,
        words=words,
        cause=cause,
        product=product or tables.topic_of(talk.id),
        result=result,
        method=method or "",
        card=card or "",
        reason=reason,
        answer_by=answer_by if result is Result.DEFERRED else None,
        logged_at=at,
        logged_on=today,
        logged_by=actor.code,
        staff_id=actor.staff_id,
        ended_at=at if result in ENDED else None,
        ended_by=actor.code if result in ENDED else "",
    )
    return _keep(row, actor, at)


def _keep(row: Objection, actor: StaffActor, at: datetime) -> ObjectionLogged:
    """Write a new objection down, and have it on a list where its answer is put off."""
    if row.answer_by is not None:
        _put_off(row, actor, row.answer_by, at)
    body = {
        "objection": row.number,
        "ref": row.ref,
        "cause": row.cause,
        "result": row.result,
        "method": row.method,
        "card": row.card,
        "answer_by": row.answer_by,
    }
    personal = {"words": row.words, "reason": row.reason}
    registers.record(actor=actor, at=at, body=body, personal=personal)
    put_off = ("9.4.6",) if row.answer_by is not None else ()
    met = ("9.4.4",) if row.method else ()
    cite("9.3.1.4", "9.4.2", *met, *put_off)
    about(f"reception:{row.ref}")
    board_changed()
    return ObjectionLogged(objection=row.number)


def _talk(actor: StaffActor, ref: str) -> reception.Talk:
    talk = talk_here(actor.site_id, ref)
    if not talk.has(actor.staff_id):
        raise no_access(phrase("Whoever receives the customer does this, or who assists."))
    return talk


def owner_of(row: Objection, at: datetime, actor: StaffActor | None = None) -> int:
    """Return whose it is to answer: the customer's owner, else who logged it."""
    phone = row.phone or talk_here(row.site_id, row.ref).phone
    if not phone:
        return row.staff_id
    asker = actor or deadlines.system_actor(row.site_id)
    return reception.tie_to(asker, at, phone).owner_id or row.staff_id


def _put_off(row: Objection, actor: StaffActor, day: date, at: datetime) -> None:
    """Have it on the owner's list until it is answered."""
    due_at = end_of(day)
    deadlines.set_due(DUE, subject=row.pk, site_id=row.site_id, due_at=due_at)
    put_on_list(row, owner_of(row, at, actor), due_at, at)


def put_on_list(row: Objection, staff_id: int, due_at: datetime, at: datetime) -> None:
    """Put an objection on somebody's list."""
    work.owe(
        kind=DUE,
        subject=f"objection:{row.number}",
        site_id=row.site_id,
        clause="9.4.6",
        sentence=phrase("Answer the customer's objection {objection}.", objection=row.number),
        at=at,
        due_at=due_at,
        staff_ids=[staff_id],
        command="answer_objection",
        given={"objection": row.number},
    )


class ObjectionAnswered(Answer):
    """How many days it was open."""

    days_open: int


@command(
    "answer_objection",
    may=MEMBERS,
    word=phrase("Answer an objection"),
    clauses=("9.3.1.4", "9.4.4", "9.4.6"),
    writes=RegisterLine("training", phrase("Objection {objection}: {result} by {method}")),
    done=phrase("The objection is answered."),
)
def answer_objection(
    *,
    actor: StaffActor,
    at: datetime,
    objection: ObjectionNumber,
    result: Annotated[Ending, Label("How it ended")],
    method: Annotated[Tactic, Label("Method")],
    card: CardCode | None = None,
    words: Annotated[Note, Label("What was answered")] = "",
) -> ObjectionAnswered:
    """Say how an objection ended that was open or put off.

    :raises Refused: `access` unless by who receives or assists, or the customer's owner; `input` for one
        that has ended.
    """
    rows = Objection.objects.select_for_update().filter(site_id=actor.site_id, number=objection)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no objection {objection} here.", objection=objection))
    if card is not None:
        card_in_use(actor.site_id, card)
    talk = talk_here(actor.site_id, row.ref)
    if not talk.has(actor.staff_id) and owner_of(row, at, actor) != actor.staff_id:
        raise no_access(phrase("Whoever received the customer does this, or whose customer it is."))
    if row.result in ENDED:
        raise bad_input(phrase("Objection {objection} has ended.", objection=objection))
    was_put_off = row.result == Result.DEFERRED
    row.result, row.method = Result(result.value), method
    row.card = card or row.card
    row.ended_at, row.ended_by = at, actor.code
    row.save(update_fields=["result", "method", "card", "ended_at", "ended_by"])
    if was_put_off:
        deadlines.settle(DUE, subject=row.pk, at=at)
    work.settle(kind=DUE, subject=f"objection:{objection}", site_id=row.site_id, at=at)
    days = (day_of(at) - row.logged_on).days
    body = {"objection": objection, "result": result, "method": method, "card": row.card}
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    cite("9.3.1.4", "9.4.4", *(("9.4.6",) if was_put_off else ()))
    about(f"reception:{row.ref}")
    board_changed()
    return ObjectionAnswered(days_open=days)
