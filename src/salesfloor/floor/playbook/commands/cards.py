"""Writing cards, approving them, taking them out of use, opening them on one's own phone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, cite, command, miss
from salesfloor.base.fields import Reason, ReceptionRef
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, Note, RequiredLine, RequiredNote
from salesfloor.floor.playbook import rules
from salesfloor.floor.playbook.choices import (
    IN_USE,
    CardKind,
    CardStatus,
    Cause,
    Step,
    Tactic,
)
from salesfloor.floor.playbook.models import Card, Opening
from salesfloor.floor.playbook.products import is_sold_here
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from django.db.models import QuerySet

MEMBERS: Final = ANYONE - {Post.OPERATOR}
MOST_TAGS: Final = 20
PROPOSED: Final = "card_proposed"
CardCode = Annotated[Code, Label("The card"), Reference("card")]
CLAUSES_OF_KIND: Final = {
    CardKind.FAB: ("9.2.1.5",),
    CardKind.OBJECTION: ("9.4.4",),
    CardKind.STRENGTH: ("9.2.2.1", "9.0"),
    CardKind.TIP: ("9.2.2.2", "9.3.2.6"),
}
"""The clauses that a card of a kind serves."""


class CardWritten(Answer):
    """A card, its version, where it stands."""

    card: str
    version: int
    status: CardStatus


class CardStanding(Answer):
    """Where a card stands now."""

    status: CardStatus


@command(
    "card",
    may=MEMBERS,
    word=phrase("Write a card"),
    clauses=(
        *("9.0", "9.2.1.5", "9.2.2.1", "9.2.2.2", "9.3.1.3", "9.3.2.6", "9.3.2.7", "9.4.3"),
        "9.4.4",
    ),
    writes=RegisterLine("training", phrase("Card {card}, version {version}: {status}")),
    done=phrase("The card is written."),
)
def write_card(
    *,
    actor: StaffActor,
    at: datetime,
    card: Annotated[NewCode, Label("The card")],
    step: Annotated[Step, Label("Step")],
    kind: Annotated[CardKind, Label("Kind")],
    title: Annotated[RequiredLine, Label("Title")],
    wording: Annotated[RequiredNote, Label("What to say")],
    product: Annotated[
        Line, Label("Product", hint=phrase("such as layout:NAME or goods:CODE; none: the house"))
    ] = "",
    tags: Annotated[list[RequiredLine], Field(max_length=MOST_TAGS), Label("Tags")] = [],  # noqa: B006 - never changed; the schema says it
    feature: Annotated[Note, Label("Feature: what it has")] = "",
    advantage: Annotated[Note, Label("Advantage: what that does better")] = "",
    benefit: Annotated[Note, Label("Benefit: what you gain")] = "",
    objection: Annotated[Note, Label("Objection, in the customer's words")] = "",
    cause: Annotated[Cause | None, Label("Cause")] = None,
    method: Annotated[Tactic | None, Label("Method")] = None,
    caution: Annotated[Note, Label("What to beware of")] = "",
    source: Annotated[
        Note, Label("Source", hint=phrase("a report, a clause of a contract, a dated price list"))
    ] = "",
) -> CardWritten:
    """Write a card, or a new version of it: a manager's is in use at once, others' wait for a manager.

    :raises Refused: `input` for a product that is not there; 9.2.1.5 for a FAB card that is not whole;
        9.4.4 for an objection without its cause or a method.
    """
    if product and not is_sold_here(actor.site_id, product):
        raise bad_input(phrase("There is no product {product} here.", product=product))
    rules.fab_is_whole(kind, (feature, advantage, benefit)).enforce()
    rules.objection_is_whole(kind, (objection, cause or "", method or "")).enforce()
    row = Card(
        code=card,
        step=step,
        kind=kind,
        title=title,
        wording=wording,
        product=product,
        tags=list(dict.fromkeys(tags)),
        feature=feature,
        advantage=advantage,
        benefit=benefit,
        objection=objection,
        cause=cause or "",
        method=method or "",
        caution=caution,
        source=source,
    )
    return _keep(row, actor, at)


def _keep(row: Card, actor: StaffActor, at: datetime) -> CardWritten:
    """Save a version as its writer's post allows, and write it down."""
    is_approved = actor.post in MANAGERS
    row.site_id, row.written_at, row.written_by = actor.site_id, at, actor.code
    known = versions(actor.site_id, row.code)
    row.version = max((one.version for one in known), default=0) + 1
    row.status = rules.standing_of(is_approved=is_approved, source=row.source)
    row.approved_at = at if is_approved else None
    row.approved_by = actor.code if is_approved else ""
    put_in_place(row, at)
    body = {
        "card": row.code,
        "version": row.version,
        "status": row.status,
        "step": row.step,
        "kind": row.kind,
    }
    texts = {
        "title": row.title,
        "wording": row.wording,
        "objection": row.objection,
        "source": row.source,
    }
    registers.record(actor=actor, at=at, body=body, personal=texts)
    cite(*CLAUSES_OF_KIND[CardKind(row.kind)], *clauses_of(row))
    if row.status == CardStatus.UNPROVEN:
        miss("9.4.3", actor.code)
        if row.kind == CardKind.STRENGTH:
            miss("9.2.2.1", actor.code)
    about(f"card:{row.code}")
    return CardWritten(card=row.code, version=row.version, status=CardStatus(row.status))


def clauses_of(row: Card) -> tuple[str, ...]:
    """Return what else a card serves: a step of presenting, a source that proves it."""
    presents = ("9.3.1.3",) if row.step == Step.PRESENT and row.product else ()
    proven = ("9.4.3", "9.3.2.7") if row.status == CardStatus.PROVEN else ()
    return presents + proven


def versions(site_id: int, code: str) -> list[Card]:
    """Return all versions of a card, locked."""
    return list(Card.objects.select_for_update().filter(site_id=site_id, code=code))


def put_in_place(row: Card, at: datetime) -> None:
    """Save a new version; what it replaces, and an older proposal, are out of use."""
    replaced = [CardStatus.PROPOSED]
    if row.status != CardStatus.PROPOSED:
        replaced += list(IN_USE)
    older = Card.objects.filter(site_id=row.site_id, code=row.code, status__in=replaced)
    older.update(status=CardStatus.RETIRED, retired_at=at)
    row.save()
    subject = f"card:{row.code}"
    if row.status != CardStatus.PROPOSED:
        work.settle(kind=PROPOSED, subject=subject, site_id=row.site_id, at=at)
        return
    work.owe(
        kind=PROPOSED,
        subject=subject,
        site_id=row.site_id,
        clause="9.4.3",
        sentence=phrase(
            "{by} proposes a card: {title}",
            by=row.written_by,
            title=row.title,
        ),
        at=at,
        posts=[Post.MANAGER],
        command="approve_card",
        given={"card": row.code},
    )


@command(
    "approve_card",
    may=MANAGERS,
    word=phrase("Approve the card"),
    clauses=("9.4.3", "9.3.2.7"),
    writes=RegisterLine("training", phrase("Card {card} is approved: {status}")),
    done=phrase("The card is in use."),
)
def approve_card(*, actor: StaffActor, at: datetime, card: CardCode) -> CardStanding:
    """Put a proposed version in use; with a source it is proven.

    :raises Refused: `input` where nothing is proposed.
    """
    known = versions(actor.site_id, card)
    row = next((one for one in known if one.status == CardStatus.PROPOSED), None)
    if row is None:
        raise bad_input(phrase("Nothing is proposed for a card {card} here.", card=card))
    older = Card.objects.filter(site_id=actor.site_id, code=card, status__in=IN_USE)
    older.update(status=CardStatus.RETIRED, retired_at=at)
    row.status = rules.standing_of(is_approved=True, source=row.source)
    row.approved_at, row.approved_by = at, actor.code
    row.save(update_fields=["status", "approved_at", "approved_by"])
    work.settle(kind=PROPOSED, subject=f"card:{card}", site_id=actor.site_id, at=at)
    _tell_writer(row, actor, at)
    body = {"card": card, "version": row.version, "status": row.status}
    registers.record(actor=actor, at=at, body=body)
    cite("9.4.3", "9.3.2.7")
    if row.status == CardStatus.UNPROVEN:
        miss("9.4.3", row.written_by)
    about(f"card:{card}")
    return CardStanding(status=CardStatus(row.status))


def _tell_writer(row: Card, actor: StaffActor, at: datetime) -> None:
    writer = people.Staff.objects.filter(code=row.written_by, left_at=None).first()
    if writer is None or writer.pk == actor.staff_id:
        return
    messages.tell(
        staff_id=writer.pk,
        site_id=row.site_id,
        at=at,
        clause="9.4.3",
        sentence=phrase("{by} approved your card {card}.", by=actor.code, card=row.code),
        subject=f"card:{row.code}",
    )


@command(
    "retire_card",
    may=MANAGERS,
    word=phrase("Take the card out of use"),
    clauses=("9.4.3",),
    writes=RegisterLine("training", phrase("Card {card} is out of use: {reason}")),
    done=phrase("The card is out of use."),
)
def retire_card(*, actor: StaffActor, at: datetime, card: CardCode, reason: Reason) -> CardStanding:
    """Take a card out of use, or turn its proposal down, with the reason.

    :raises Refused: `input` for a card that is not there, or out of use.
    """
    standing = [one for one in versions(actor.site_id, card) if one.status != CardStatus.RETIRED]
    if not standing:
        raise bad_input(phrase("There is no card {card} in use here.", card=card))
    rows = Card.objects.filter(pk__in=[one.pk for one in standing])
    rows.update(status=CardStatus.RETIRED, retired_at=at, reason=reason)
    work.settle(kind=PROPOSED, subject=f"card:{card}", site_id=actor.site_id, at=at)
    registers.record(actor=actor, at=at, body={"card": card}, personal={"reason": reason})
    cite("9.4.3")
    about(f"card:{card}")
    return CardStanding(status=CardStatus.RETIRED)


class Opened(Answer):
    """How often the card was opened."""

    opened: int


@command(
    "open_card",
    may=MEMBERS,
    word=phrase("Open the card"),
    clauses=("7.2.8",),
    writes=RegisterLine("training", phrase("Card {card} opened")),
    done=phrase("Opened."),
)
def open_card(
    *,
    actor: StaffActor,
    at: datetime,
    card: CardCode,
    ref: ReceptionRef | None = None,
) -> Opened:
    """Count that somebody opens a card on their own phone, in a reception or out of one (7.2.8).

    :raises Refused: `input` for a card that is not in use, or a reception that is not there.
    """
    row = card_in_use(actor.site_id, card)
    talk = None if ref is None else talk_here(actor.site_id, ref)
    reception_id = None if talk is None else talk.id
    Opening.objects.create(
        site_id=actor.site_id,
        code=row.code,
        staff_id=actor.staff_id,
        reception_id=reception_id,
        at=at,
    )
    registers.record(actor=actor, at=at, body={"card": card, "ref": ref})
    cite("7.2.8")
    about(f"card:{card}")
    return Opened(opened=Opening.objects.filter(site_id=actor.site_id, code=card).count())


def card_in_use(site_id: int, code: str) -> Card:
    """Return a card as it is in use.

    :raises Refused: `input` where it is not.
    """
    row = in_use(site_id).filter(code=code).first()
    if row is None:
        raise bad_input(phrase("There is no card {card} in use here.", card=code))
    return row


def in_use(site_id: int) -> QuerySet[Card]:
    """Return the cards of a site that are in use."""
    return Card.objects.filter(site_id=site_id, status__in=IN_USE)


def talk_here(site_id: int, ref: str) -> reception.Talk:
    """Return a reception by its name.

    :raises Refused: `input` where it is not.
    """
    talk = reception.talk_named(site_id, ref)
    if talk is None:
        raise bad_input(phrase("There is no reception {ref} here.", ref=ref))
    return talk
