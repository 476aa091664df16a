"""The copy of what is kept about a customer, as a table: what, when, what it says."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING

from salesfloor.base.china_time import local
from salesfloor.base.choices import label_of
from salesfloor.base.money import yuan
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.appointments import api as appointments
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.privacy.seen import seen_of
from salesfloor.floor.reception import api as reception
from salesfloor.web.directory import names_by_id, names_of
from salesfloor.web.language import joined, said
from salesfloor.web.lists.exporting import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from salesfloor.floor.customers.api import Customer

    Fact = tuple[Phrase | str, datetime | date | None, Iterable[Phrase | str]]


@dataclass(frozen=True, slots=True)
class Copy:
    """A customer's copy: the file, and how many facts it has."""

    content: bytes
    rows: int


def copy_of(customer: Customer, at: datetime) -> Copy:
    """Return what is kept about the customer, as a table for spreadsheets."""
    facts = [
        *_particulars(customer),
        *_need(customer),
        *_receptions(customer),
        *_follow_ups(customer),
        *_claims(customer, at),
        *_appointments(customer),
        *_wishes(customer),
        *_relations(customer),
        *_deals(customer),
        *_seen(customer, at),
    ]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    head = (phrase("What"), phrase("Time"), phrase("What it says"))
    writer.writerow([said(one) for one in head])
    for what, when, says in facts:
        told = " · ".join(filter(None, map(_words, says)))
        writer.writerow([_words(what), _moment(when), harmless(told)])
    made = phrase("Made on {day} at the customer's request", day=f"{local(at):%Y-%m-%d}")
    writer.writerow([said(made), "", ""])
    return Copy(b"\xef\xbb\xbf" + text.getvalue().encode(), len(facts))


def _words(text: Phrase | str) -> str:
    return said(text) if isinstance(text, Phrase) else text


def _moment(when: datetime | date | None) -> str:
    if isinstance(when, datetime):
        return f"{local(when):%Y-%m-%d %H:%M}"
    return "" if when is None else when.isoformat()


def _particulars(customer: Customer) -> Iterator[Fact]:
    labels = particulars.Particular.labels()
    known = {"name": customer.name, "phone": customer.phone, "area": customer.area}
    known |= {"medium": customer.medium}
    row = particulars.Particulars.objects.filter(
        site_id=customer.site_id, phone=customer.phone
    ).first()
    if row is not None:
        source = label_of(particulars.Source, row.source)
        known |= {"source": _words(source), "family": row.family, "buyer": row.buyer}
        known |= {"decision_maker": row.decision_maker, "id_no": row.id_no}
        more = (
            (phrase("Address"), row.address),
            (phrase("Workplace"), row.employer),
            (phrase("Car model"), row.vehicle),
        )
        yield from ((label, None, (text,)) for label, text in more if text)
    yield from ((labels[name], None, (text,)) for name, text in known.items() if text)


def _need(customer: Customer) -> Iterator[Fact]:
    need = particulars.need_of(customer.site_id, customer.phone)
    labels = particulars.Criterion.labels()
    told = {
        "rooms": joined(map(str, need.rooms)),
        "budget": "" if need.budget_fen is None else yuan(need.budget_fen),
        "area": _between(need.area_from, need.area_to),
        "orientation": joined(need.orientation),
        "likes": joined(need.likes),
        "floor": _between(need.floor_from, need.floor_to),
    }
    yield from ((labels[name], None, (text,)) for name, text in told.items() if text)
    if need.purpose:
        yield phrase("What for"), None, (need.purpose,)


def _between(low: object, high: object) -> str:
    bounds = ("" if low is None else str(low), "" if high is None else str(high))
    return " – ".join(bounds) if any(bounds) else ""


def _receptions(customer: Customer) -> Iterator[Fact]:
    rows = reception.Reception.objects.filter(site_id=customer.site_id, phone=customer.phone)
    for row in rows.order_by("registered_at", "pk"):
        said_there = (row.address, row.employer, row.vehicle, row.plate)
        told = (row.name, *said_there, row.need, row.problem, row.reason)
        yield label_of(customers.Channel, row.channel), row.arrived_at, told


def _follow_ups(customer: Customer) -> Iterator[Fact]:
    for row in customers.FollowUp.objects.filter(customer=customer).order_by("at", "pk"):
        yield phrase("Contact"), row.at, (label_of(customers.Method, row.method), row.note)
    for note in customers.ThreadNote.objects.filter(customer=customer).order_by("at", "pk"):
        yield phrase("Note"), note.at, (note.text,)


def _claims(customer: Customer, at: datetime) -> Iterator[Fact]:
    """Tell who followed the customer from when to when, and by what right."""
    here = {"site_id": customer.site_id, "phone": customer.phone}
    rows = list(customers.Claim.objects.filter(**here).order_by("made_at", "pk"))
    names = names_by_id({row.owner_id for row in rows})
    for row in rows:
        is_over = row.lapses_at <= at and not customers.is_bound(row.lapses_at)
        ended = row.ended_at or (row.lapses_at if is_over else None)
        until = phrase("until {day}", day=_moment(ended)) if ended else ""
        owner = names.get(row.owner_id, "")
        yield (
            phrase("Followed by"),
            row.made_at,
            (owner, label_of(customers.ClaimKind, row.kind), until),
        )


def _seen(customer: Customer, at: datetime) -> Iterator[Fact]:
    """Tell who saw the customer's data before the copy was made."""
    found = [one for one in seen_of(customer, at) if one.at < at]
    names = names_of({code for one in found for code in (one.by, one.with_)})
    for one in reversed(found):
        with_ = names.get(one.with_, one.with_)
        yield phrase("Seen by"), one.at, (names.get(one.by, one.by), one.way.label, with_)


def _appointments(customer: Customer) -> Iterator[Fact]:
    rows = appointments.Appointment.objects.filter(site_id=customer.site_id, phone=customer.phone)
    for row in rows.order_by("time", "pk"):
        kind = label_of(appointments.Kind, row.kind)
        yield phrase("Appointment"), row.time, (kind, label_of(appointments.State, row.state))


def _wishes(customer: Customer) -> Iterator[Fact]:
    for ban in customers.ContactBan.objects.filter(customer=customer).order_by("set_at", "pk"):
        ended = phrase("until {day}", day=_moment(ban.ended_at)) if ban.ended_at else ""
        yield phrase("Not to be contacted"), ban.set_at, (ban.reason, ended)


def _relations(customer: Customer) -> Iterator[Fact]:
    here = {"site_id": customer.site_id}
    rows = customers.Relation.objects.filter(**here, phone=customer.phone)
    for row in rows.order_by("recorded_at", "pk"):
        relation = label_of(customers.RelationKind, row.relation)
        yield phrase("Relation"), row.recorded_at, (relation, masked_phone(row.other))
    for one in customers.Referral.objects.filter(**here, phone=customer.phone):
        yield phrase("Referred by"), one.at, (masked_phone(one.referrer),)
    for one in customers.Referral.objects.filter(**here, referrer=customer.phone).order_by("at"):
        yield phrase("Brought in"), one.at, (masked_phone(one.phone),)


def _deals(customer: Customer) -> Iterator[Fact]:
    rows = deals.Deal.objects.filter(site_id=customer.site_id, phone=customer.phone)
    for deal in rows.order_by("number"):
        yield phrase("Deal"), deal.opened_at, (deal.unit,)
        for receipt in deals.receipts_of(deal).order_by("number"):
            number = phrase("Receipt no. {number}", number=receipt.number)
            yield number, receipt.paid_at, (receipt.about, yuan(receipt.amount_fen))
