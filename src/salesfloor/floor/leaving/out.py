"""What somebody who leaves still has: books, receptions, customers, cases (3.4.3.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.floor.appointments import api as appointments
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.disputes import api as disputes
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.advances import api as advances
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.people.api import Staff


@dataclass(frozen=True, slots=True)
class Out:
    """What is still with a person; nobody leaves while `books`, `receptions`, `advances` or `custody` is."""

    books: list[int] = field(default_factory=list)
    receptions: list[str] = field(default_factory=list)
    advances: list[int] = field(default_factory=list)
    claims: list[customers.Claim] = field(default_factory=list)
    deals: int = 0
    appointments: int = 0
    designated: bool = False
    cases: list[int] = field(default_factory=list)
    agreements: list[int] = field(default_factory=list)
    custody: list[int] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Tell whether the person can leave."""
        return not (self.books or self.receptions or self.advances or self.custody)


def out_of(person: Staff, at: datetime) -> Out:
    """Return what is still with a person."""
    books = registers.Book.objects.filter(kind="follow_up", holder_id=person.pk)
    cases = disputes.Dispute.objects.filter(closed_at=None, parties__staff_id=person.pk)
    return Out(
        books=list(
            books.exclude(status="HANDED_IN").order_by("number").values_list("number", flat=True)
        ),
        receptions=_receptions(person.pk),
        claims=customers.claims_of(person.pk, at),
        advances=advances.unsettled(person.pk),
        deals=deals.open_deals_of(person.pk).count(),
        appointments=appointments.expected_by(person.pk, person.site_id or 0, at),
        designated=deals.is_designated(person.site_id or 0, person.pk, at),
        cases=list(cases.order_by("number").values_list("number", flat=True)),
        agreements=deals.under_way_of(person.pk),
        custody=deals.kept_by(person.pk),
    )


def _receptions(staff_id: int) -> list[str]:
    helping = reception.Assistant.objects.filter(staff_id=staff_id, until_at=None)
    part = Q(receiver_id=staff_id) | Q(pk__in=helping.values("reception_id"))
    rows = reception.Reception.objects.filter(part, ended_at=None, is_late=False)
    return list(rows.order_by("pk").values_list("ref", flat=True))
