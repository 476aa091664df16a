"""One person with two phones: said by anybody who receives, confirmed or undone by the manager (3.5.0)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone, Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.kinship import rules
from salesfloor.floor.kinship.models import SameRequest
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

CLAUSE: Final = "3.5.0"
SAYS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.DESK})
WORK: Final = "same_customer"
OtherPhone = Annotated[Phone, Label("The other phone")]
RequestNumber = Annotated[Number, Label("Request"), Reference("same_customer")]


class SameAsked(Answer):
    """The number under which the manager decides."""

    request: int


@command(
    "same_customer",
    may=SAYS,
    word=phrase("Report two phones of one customer"),
    clauses=(CLAUSE,),
    writes=RegisterLine("claims", phrase("{phone} and {other} are said to be one person's")),
    done=phrase("Reported. Until the manager has confirmed it, it counts for nothing."),
)
def same_customer(
    *, actor: StaffActor, at: datetime, phone: Phone, other: OtherPhone, reason: Reason
) -> SameAsked:
    """Say that two phones are one person's; it counts once the manager has confirmed it.

    :raises Refused: `input` for one phone twice.
    """
    one, two = _two_phones(actor, at, phone, other)
    number = next_number(actor.site_id, "same_customer")
    SameRequest.objects.create(
        site_id=actor.site_id,
        number=number,
        phone=one,
        other=two,
        asked_by_id=actor.staff_id,
        asked_at=at,
    )
    registers.record(
        actor=actor,
        at=at,
        body={"request": number},
        personal={"phone": one, "other": two, "reason": reason},
    )
    work.owe(
        kind=WORK,
        subject=f"{WORK}:{number}",
        site_id=actor.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "{who} says that {phone} and {other} are one person's; is that so?",
            who=actor.code,
            phone=masked_phone(one),
            other=masked_phone(two),
        ),
        at=at,
        posts=[Post.MANAGER],
        command="confirm_same",
        given={"request": number},
    )
    cite(CLAUSE)
    about(f"{WORK}:{number}")
    return SameAsked(request=number)


def _two_phones(actor: StaffActor, at: datetime, phone: str, other: str) -> tuple[str, str]:
    one, two = (customers.valid_phone(given, actor.site_id, at) for given in (phone, other))
    if one == two:
        raise bad_input(phrase("That is one phone twice."))
    return one, two


class SameDecided(Answer):
    """Whose customer the first phone is now."""

    owner: str | None


@command(
    "confirm_same",
    may=MANAGERS,
    word=phrase("Decide whether two phones are one customer's"),
    clauses=(CLAUSE,),
    writes=RegisterLine(
        "claims",
        phrase("Request {request}: {phone} and {other} are not one person's"),
        variants={"confirmed": phrase("Request {request}: {phone} and {other} count as one")},
        facts={"phone": Phone, "other": Phone},
    ),
    done=phrase("Decided."),
)
def confirm_same(
    *,
    actor: StaffActor,
    at: datetime,
    request: RequestNumber,
    same: Annotated[bool, Label("They are one customer")],
    reason: Reason,
) -> SameDecided:
    """Decide whether two phones count as one from now on, as those of spouses do.

    Pages, receptions and claims stay with their phones; the person who loses a customer by it is told.

    :raises Refused: `access` for who asked for it; `input` where it is decided already.
    """
    rows = SameRequest.objects.select_for_update().filter(site_id=actor.site_id, number=request)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no request {request} here.", request=request))
    rules.may_confirm(asked_for_it=row.asked_by_id == actor.staff_id).enforce()
    if row.decided_at is not None:
        raise bad_input(phrase("Request {request} is decided already.", request=request))
    row.decided_at, row.decided_by_id, row.is_same = at, actor.staff_id, same
    row.save(update_fields=["decided_at", "decided_by_id", "is_same"])
    if same:
        customers.record_relations(
            site_id=actor.site_id,
            phone=row.phone,
            others=[(row.other, customers.SAME)],
            at=at,
            by=actor.code,
        )
    body = {"request": request} | ({"confirmed": True} if same else {})
    personal = {"phone": row.phone, "other": row.other, "reason": reason}
    registers.record(actor=actor, at=at, body=body, personal=personal)
    work.settle(kind=WORK, subject=f"{WORK}:{request}", site_id=actor.site_id, at=at)
    _tell_who_asked(row, at, same=same)
    cite(CLAUSE)
    about(f"{WORK}:{request}")
    return SameDecided(owner=_owner(actor.site_id, row.phone, at))


def _tell_who_asked(row: SameRequest, at: datetime, *, same: bool) -> None:
    shown = {"phone": masked_phone(row.phone), "other": masked_phone(row.other)}
    sentence = (
        phrase("{phone} and {other} count as one customer from now on.", **shown)
        if same
        else phrase("{phone} and {other} are not one customer's, the manager says.", **shown)
    )
    messages.tell(
        staff_id=row.asked_by_id, site_id=row.site_id, at=at, clause=CLAUSE, sentence=sentence
    )


def _owner(site_id: int, phone: str, at: datetime) -> str | None:
    found = customers.household(site_id, phone, rulebook.policies(site_id, at))
    claim = found.deciding(at)
    return claim.owner_code if claim else None


@command(
    "separate",
    may=MANAGERS,
    word=phrase("Let two phones count apart again"),
    clauses=(CLAUSE,),
    writes=RegisterLine("claims", phrase("{phone} and {other} count as one no longer: {reason}")),
    done=phrase("They count apart from now on."),
)
def separate(
    *, actor: StaffActor, at: datetime, phone: Phone, other: OtherPhone, reason: Reason
) -> SameDecided:
    """Let two phones that were confirmed as one person's count apart from now on.

    :raises Refused: `input` where they do not count as one person's.
    """
    one, two = _two_phones(actor, at, phone, other)
    before = customers.OwnersBefore(actor.site_id, at, {one, two}, [(two, customers.SAME)])
    customers.end_relation(actor.site_id, one, two, customers.SAME, at)
    before.tell_losers(actor.code)
    personal = {"phone": one, "other": two, "reason": reason}
    registers.record(actor=actor, at=at, personal=personal)
    cite(CLAUSE)
    about(WORK)
    return SameDecided(owner=_owner(actor.site_id, one, at))
