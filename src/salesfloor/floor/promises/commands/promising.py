"""Promising something to a customer (7.2.9, 9.3.2.8)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, WithJsonSchema

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Phone
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import fen_from_yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.promises import rules
from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus
from salesfloor.floor.promises.models import Promise
from salesfloor.floor.promises.queries import approved_terms, shown_value
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.api import Policies

WORK: Final = "promise"


def _value(given: object) -> Decimal:
    """Return a percentage or an amount: a number or a text, more than nothing, two decimals at most."""
    if isinstance(given, bool) or not isinstance(given, int | float | str | Decimal):
        raise UnusableError(phrase("it must be a number with at most two decimals"))
    return Decimal(fen_from_yuan(str(given))) / 100


Value = Annotated[
    Decimal,
    BeforeValidator(_value),
    WithJsonSchema({"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string"}]}),
    Label("How much", hint=phrase("per cent off of a discount, yuan of a gift")),
]


class Promised(Answer):
    """The number of the promise, where it stands, and which post it waits for."""

    promise: int
    status: PromiseStatus
    goes_to: Post | None


@command(
    "promise",
    may=ANYONE,
    word=phrase("Promise something"),
    clauses=("7.2.9", "9.3.2.8", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "deals",
        phrase("Promise {promise} to {phone}, {kind}: {what} ({status})"),
    ),
    done=phrase("It is on record. What waits for approval binds nobody yet."),
)
def promise(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    kind: Annotated[PromiseKind, Label("What is promised")],
    what: Annotated[RequiredLine, Label("In words; of a term its code")],
    value: Value | None = None,
    unit: Annotated[Code, Label("Unit"), Reference("unit")] | None = None,
    until: Annotated[Day, Label("Holds until")] | None = None,
) -> Promised:
    """Note a promise; beyond one's authority it waits and binds nobody (7.2.9, 9.3.2.8).

    :raises Refused: `input` for a value that does not fit, a unit that is not there, a day gone by;
        3.4.3.5 unless by the owner, a receiver, the owner's lead or a manager.
    """
    tie = reception.tie(actor, at, phone)
    rules.may_be_said(kind, value, until, today=day_of(at)).enforce()
    part = reception.Part
    tie.must_be(part.OWNER, part.RECEIVER, part.LEAD, part.MANAGER)
    found = None if unit is None else catalogue.unit_of(actor.site_id, unit)
    policy = rulebook.policies(actor.site_id, at)
    status, goes_to = _authority(actor, kind, value, what, policy)
    row = Promise.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "promise"),
        phone=tie.phone,
        kind=kind,
        value=value,
        what=what,
        unit=unit or "",
        layout="" if found is None else found.layout,
        until_on=until,
        made_at=at,
        made_by=actor.code,
        maker_id=actor.staff_id,
        status=status,
        goes_to=goes_to or "",
    )
    if goes_to is not None:
        _put_on_lists(row, goes_to, at)
    body: dict[str, Any] = {"promise": row.number, "kind": kind, "status": status}
    body |= {"value": shown_value(kind, value), "unit": unit, "goes_to": goes_to}
    body |= {"until": until.isoformat() if until else None}
    registers.record(actor=actor, at=at, body=body, personal={"phone": tie.phone, "what": what})
    cite("7.2.9")
    about(f"promise:{row.number}")
    board_changed()
    return Promised(promise=row.number, status=status, goes_to=goes_to)


def _authority(
    actor: StaffActor, kind: PromiseKind, value: Decimal | None, what: str, policy: Policies
) -> tuple[PromiseStatus, Post | None]:
    """Return whether the promise is given or waits, and for which post."""
    is_approved = kind is PromiseKind.TERM and what in approved_terms(actor.site_id)
    post = Post(actor.post)
    if rules.is_covered(post, kind, value, is_approved_term=is_approved, policy=policy):
        return PromiseStatus.GIVEN, None
    goes_to = rules.goes_to(kind, value, is_approved_term=is_approved, policy=policy)
    return PromiseStatus.WAITING, goes_to


def _put_on_lists(row: Promise, goes_to: Post, at: datetime) -> None:
    height = rules.DECIDERS.index(goes_to)
    work.owe(
        kind=WORK,
        subject=f"promise:{row.number}",
        site_id=row.site_id,
        clause="9.3.2.8",
        sentence=phrase(
            "{who} asks for approval of promise {promise}", who=row.made_by, promise=row.number
        ),
        at=at,
        posts=rules.DECIDERS[height:],
    )
