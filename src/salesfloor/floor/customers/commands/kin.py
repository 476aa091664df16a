"""Who is who to whom: relations recorded, looked at, ended; the person who loses a customer by one is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.fields import Phone, Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import PhoneText
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.choices import RelationKind
from salesfloor.floor.customers.models import Customer, Relation
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from salesfloor.floor.customers.rules import ClaimFacts

TheirPhone = Annotated[PhoneText, Label("Their phone"), Reference("phone")]
MOVED: Final = "relation_moved"
"""What a manager looks at: a customer who passed to a colleague by a relation."""
_OF_A_COMPANY: Final = frozenset({"shareholder", "company", "employee", "employer"})


def _clause_of(relations: Iterable[str]) -> str:
    """Return the clause by which these relations make one customer."""
    kinds = set(relations)
    if kinds & _OF_A_COMPANY:
        return "3.5.3"
    return "3.5.0" if kinds == {rules.SAME} else "3.5.2"


def record_relations(
    *, site_id: int, phone: str, others: Iterable[tuple[str, str]], at: datetime, by: str
) -> bool:
    """Record for good what others are to a phone, from both sides (3.5.2, 3.5.3).

    Anybody may. A person who stops being somebody's owner by it is told at once, and the manager has it
    on the list. Tell whether that happened to an owner of one of these phones.
    """
    links = list(others)
    if not links:
        return False
    seen = OwnersBefore(site_id, at, {phone, *(other for other, _ in links)}, links)
    Relation.objects.bulk_create(
        [
            Relation(
                site_id=site_id,
                phone=one,
                other=two,
                relation=kind,
                recorded_at=at,
                recorded_by=by,
            )
            for other, relation in links
            for one, two, kind in (
                (phone, other, relation),
                (other, phone, rules.INVERSE[relation]),
            )
        ],
        ignore_conflicts=True,
    )
    return seen.tell_losers(by)


@dataclass(frozen=True, slots=True)
class _Loss:
    """A customer whose owner changed by a relation."""

    phone: str
    before: ClaimFacts
    after: ClaimFacts | None


class OwnersBefore:
    """The owners of some phones before relations change, to be compared with those afterwards."""

    def __init__(
        self, site_id: int, at: datetime, phones: set[str], links: Iterable[tuple[str, str]]
    ) -> None:
        self.site_id, self.at = site_id, at
        self.phones = phones
        self.policy = rulebook.policies(site_id, at)
        relations = {relation for _, relation in links}
        counted = rules.counted_relations(self.policy["household.relations"])
        self.clause = _clause_of(relations)
        wanted = phones | self._fellows() if relations & rules.COMPANY_LINKS else phones
        self.before = self._owners(wanted) if relations & counted else {}

    def _fellows(self) -> set[str]:
        rows = Relation.objects.filter(
            site_id=self.site_id,
            phone__in=self.phones,
            relation__in=rules.COMPANY_LINKS,
            ended_at=None,
        )
        return set(rows.values_list("other", flat=True))

    def _owners(self, phones: Iterable[str]) -> dict[str, ClaimFacts | None]:
        return {
            phone: queries.household(self.site_id, phone, self.policy).deciding(self.at)
            for phone in sorted(phones)
        }

    def tell_losers(self, by: str) -> bool:
        """Tell who is not the owner any more and the managers; say whether there is anybody."""
        after = self._owners(phone for phone, claim in self.before.items() if claim is not None)
        losses = [
            _Loss(phone, before, now)
            for phone, now in after.items()
            if (before := self.before[phone]) is not None
            and (now is None or now.owner_id != before.owner_id)
        ]
        names = _names(self.site_id, [loss.phone for loss in losses])
        for loss in losses:
            self._tell(loss, names.get(loss.phone, (0, "")), by)
        return any(loss.phone in self.phones for loss in losses)

    def _tell(self, loss: _Loss, customer: tuple[int, str], by: str) -> None:
        number, name = customer
        shown = {"name": name, "phone": masked_phone(loss.phone), "who": by}
        messages.tell(
            staff_id=loss.before.owner_id,
            site_id=self.site_id,
            at=self.at,
            clause=self.clause,
            sentence=phrase(
                "{name} {phone} is not your customer any more: {who} changed a relation, and a "
                "colleague's claim is the earlier one.",
                **shown,
            ),
        )
        work.owe(
            kind=MOVED,
            subject=f"customer:{number}",
            site_id=self.site_id,
            clause=self.clause,
            sentence=phrase(
                "{name} {phone} passed from {from} to {to} by a relation that {who} changed.",
                **shown,
                **{
                    "from": loss.before.owner_code,
                    "to": loss.after.owner_code if loss.after else "–",
                },
            ),
            at=self.at,
            posts=[Post.MANAGER],
            command="relation_seen",
            given={"phone": loss.phone},
        )


def _names(site_id: int, phones: list[str]) -> Mapping[str, tuple[int, str]]:
    rows = Customer.objects.filter(site_id=site_id, phone__in=phones)
    return {phone: (pk, name) for phone, pk, name in rows.values_list("phone", "pk", "name")}


class Related(Answer):
    """Answer of `relate`."""

    relation: str
    moved: bool


@command(
    "relate",
    may=ANYONE,
    word=phrase("Record a relation"),
    clauses=("3.5.2", "3.5.3"),
    writes=RegisterLine("claims", phrase("{other} is {relation} of {phone}")),
)
def relate(
    *,
    actor: SiteActor,
    at: datetime,
    phone: Phone,
    other: TheirPhone,
    relation: Annotated[RelationKind, Label("Relation")],
) -> Related:
    """Record what `other` is to `phone`; it counts from now, both ways (3.5.2, 3.5.3).

    :raises Refused: `input` for a phone that is not valid, or one related to itself.
    """
    site_id = actor.site_id
    one, two = (queries.valid_phone(given, site_id, at) for given in (phone, other))
    if one == two:
        raise bad_input(phrase("A phone is not related to itself."))
    moved = record_relations(
        site_id=site_id, phone=one, others=[(two, relation)], at=at, by=actor.code
    )
    _write_down(actor, at, "relate", relation, {"phone": one, "other": two})
    return Related(relation=relation, moved=moved)


class Unrelated(Answer):
    """Answer of `unrelate`."""

    moved: bool


@command(
    "unrelate",
    may=MANAGERS,
    word=phrase("End a relation"),
    clauses=("3.5.2", "3.5.3"),
    writes=RegisterLine(
        "claims", phrase("{other} counts as {relation} of {phone} no longer: {reason}")
    ),
)
def unrelate(
    *,
    actor: SiteActor,
    at: datetime,
    phone: Phone,
    other: TheirPhone,
    relation: Annotated[RelationKind, Label("Relation")],
    reason: Reason,
) -> Unrelated:
    """End a relation from now on; nothing before is judged anew (3.5.2, 3.5.3).

    :raises Refused: `access` unless by a manager, `input` where the relation does not stand.
    """
    site_id = actor.site_id
    one, two = (queries.valid_phone(given, site_id, at) for given in (phone, other))
    seen = OwnersBefore(site_id, at, {one, two}, [(two, relation)])
    end_relation(site_id, one, two, relation, at)
    moved = seen.tell_losers(actor.code)
    _write_down(actor, at, "unrelate", relation, {"phone": one, "other": two, "reason": reason})
    return Unrelated(moved=moved)


def end_relation(site_id: int, phone: str, other: str, relation: str, at: datetime) -> None:
    """End a relation of two phones from now on, seen from both sides.

    :raises Refused: `input` where it does not stand.
    """
    standing = _standing(site_id, phone, other, relation) | _standing(
        site_id, other, phone, rules.INVERSE[relation]
    )
    if not standing.update(ended_at=at):
        raise bad_input(phrase("There is no such relation on record."))


def _standing(site_id: int, phone: str, other: str, relation: str) -> QuerySet[Relation]:
    return Relation.objects.filter(
        site_id=site_id, phone=phone, other=other, relation=relation, ended_at=None
    )


def _write_down(
    actor: SiteActor, at: datetime, do: str, relation: str, personal: dict[str, str]
) -> None:
    registers.append(
        site_id=actor.site_id,
        kind="claims",
        actor=actor,
        at=at,
        body={"do": do, "relation": relation},
        personal=personal,
    )
    cite(_clause_of([relation]))
    about(f"relation:{relation}")


class RelationSeen(Answer):
    """The customer who is off the list."""

    phone: str


@command(
    "relation_seen",
    may=MANAGERS,
    word=phrase("Looked at"),
    clauses=("3.5.2", "3.5.3"),
)
def relation_seen(*, actor: SiteActor, at: datetime, phone: Phone) -> RelationSeen:
    """Take a customer who passed to a colleague by a relation off the manager's list."""
    site_id = actor.site_id
    number = queries.valid_phone(phone, site_id, at)
    customer = Customer.objects.filter(site_id=site_id, phone=number).first()
    subject = f"customer:{customer.pk if customer else 0}"
    work.settle(kind=MOVED, subject=subject, site_id=site_id, at=at)
    about(subject)
    return RelationSeen(phone=masked_phone(number))
