"""Who is who to whom, and who sent whom."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from pypinyin import Style, lazy_pinyin

from salesfloor.base.commands import Actor, Answer, about, cite, command
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import Asked, execute, fetch_one
from salesfloor.base.texts import Name, PhoneText
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.choices import RelationKind
from salesfloor.floor.customers.commands import claims
from salesfloor.floor.customers.commands.turn import lock_turn
from salesfloor.floor.customers.models import Relation
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable


_KNOWN: Final = "SELECT id FROM customers_customer WHERE site_id = %s AND phone = %s"
_WRITE: Final = """
    INSERT INTO customers_customer AS c
        (site_id, phone, name, pinyin, initials, area, medium, created_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (site_id, phone) DO UPDATE SET
        name = coalesce(nullif(c.name, ''), excluded.name),
        pinyin = CASE WHEN c.name = '' THEN excluded.pinyin ELSE c.pinyin END,
        initials = CASE WHEN c.name = '' THEN excluded.initials ELSE c.initials END,
        area = coalesce(nullif(c.area, ''), excluded.area),
        medium = coalesce(nullif(c.medium, ''), excluded.medium)
    WHERE c.name = '' AND excluded.name <> '' OR c.area = '' AND excluded.area <> ''
        OR c.medium = '' AND excluded.medium <> ''
"""


def write_customer(
    site_id: int, phone: str, at: datetime, *, name: str = "", area: str = "", medium: str = ""
) -> None:
    """Make the customer of that phone, or complete the page with what is known now."""
    pinyin = people.pinyin_of(name)
    row = (site_id, phone, name, pinyin, _initials(name, pinyin), area, medium, at)
    execute(_WRITE, row)


def _initials(name: str, pinyin: str) -> str:
    syllables = pinyin.split(" ")
    if len(syllables) == len(name):  # characters only: each has its syllable
        return "".join(syllable[:1] for syllable in syllables)[:50]
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()[:50]


class CustomerAsked:
    """The customer of a phone on the way; what is asked before the row is read goes in the same trip."""

    def __init__(self, site_id: int, phone: str) -> None:
        self.site_id = site_id
        self.phone = phone
        self._asked = Asked(_KNOWN, (site_id, phone))

    def id(self, at: datetime) -> int:
        """Return the customer's number; one not known yet is made."""
        known = self._asked.row()
        return int(known[0]) if known else customer_id(self.site_id, self.phone, at)


def customer_id(
    site_id: int, phone: str, at: datetime, *, name: str = "", area: str = "", medium: str = ""
) -> int:
    """Return the customer of that phone, made or completed with what is known now."""
    write_customer(site_id, phone, at, name=name, area=area, medium=medium)
    known = fetch_one(_KNOWN, (site_id, phone))
    return int(known[0]) if known else 0


def record_relations(
    *, site_id: int, phone: str, others: Iterable[tuple[str, str]], at: datetime, by: str
) -> None:
    """Record for good what others are to a phone, from both sides (3.5.2, 3.5.3)."""
    rows = []
    for other, relation in others:
        for one, two, kind in ((phone, other, relation), (other, phone, rules.INVERSE[relation])):
            rows.append(
                Relation(
                    site_id=site_id,
                    phone=one,
                    other=two,
                    relation=kind,
                    recorded_at=at,
                    recorded_by=by,
                )
            )
    Relation.objects.bulk_create(rows, ignore_conflicts=True)


@command(
    "relate",
    may=ANYONE,
    word=phrase("Record a relation"),
    clauses=(
        "3.5.2",
        "3.5.3",
    ),
    writes=RegisterLine("claims", phrase("{other} is {relation} of {phone}")),
)
def relate(
    *, actor: Actor, at: datetime, phone: PhoneText, other: PhoneText, relation: RelationKind
) -> Answer:
    """Record what `other` is to `phone`; it counts from now, both ways (3.5.2, 3.5.3).

    :raises Refused: `input` for a phone that is not valid, or one related to itself.
    """
    site_id = registers.site_of(actor)
    one, two = (queries.valid_phone(given, site_id, at) for given in (phone, other))
    if one == two:
        raise bad_input(phrase("A phone is not related to itself."))
    record_relations(site_id=site_id, phone=one, others=[(two, relation)], at=at, by=actor.code)
    registers.append(
        site_id=site_id,
        kind="claims",
        actor=actor,
        at=at,
        body={"do": "relate", "relation": relation},
        personal={"phone": one, "other": two},
    )
    clause = "3.5.3" if relation in {"shareholder", "employee"} else "3.5.2"
    cite(clause)
    about(f"relation:{relation}")
    return {"relation": relation}


@command(
    "refer",
    may=frozenset({Post.SALESPERSON}),
    word=phrase("Record a referral"),
    clauses=("3.5.4",),
    writes=RegisterLine(
        "claims", phrase("{referrer} referred {name} {phone}; owner {owner}"), facts={"owner": str}
    ),
)
def refer(
    *, actor: Actor, at: datetime, referrer: PhoneText, phone: PhoneText, name: Name
) -> Answer:
    """Record a referral; the claim starts now, with the new phone on record (3.5.4).

    A phone that has an owner keeps the owner.
    """
    site_id = registers.site_of(actor)
    from_phone, number = (queries.valid_phone(given, site_id, at) for given in (referrer, phone))
    if from_phone == number:
        raise bad_input(phrase("Nobody refers themselves: the two phones are the same."))
    write_customer(site_id, number, at, name=name)
    lock_turn(site_id)  # receptions found claims under it, so that nobody gets two owners at once
    policy = rulebook.policies(site_id, at)
    found = queries.household(site_id, number, policy)
    claim = found.deciding(at)
    if claim is None:
        claims.found(
            household=found,
            site_id=site_id,
            owner_id=actor.staff_id or 0,
            kind="referral",
            at=at,
            policy=policy,
        )
        owner = actor.code
    else:
        owner = claim.owner_code
    registers.append(
        site_id=site_id,
        kind="claims",
        actor=actor,
        at=at,
        body={"do": "refer", "owner": owner},
        personal={"referrer": from_phone, "phone": number, "name": name},
    )
    cite("3.5.4")
    about("referral")
    return {"owner": owner}
