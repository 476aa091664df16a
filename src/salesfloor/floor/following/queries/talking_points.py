"""What to begin a talk with: only what is true today, and neither desperate nor pushy (9.6.2.1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.advice import api as advice
from salesfloor.floor.appointments import api as appointments
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.promises import api as promises
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.workdays import api as workdays

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 3
"""Units named of one kind."""
AHEAD: Final = 7
"""So many days ahead a day off is a reason to ring."""
_STILL_OPEN: Final = (
    promises.PromiseStatus.GIVEN,
    promises.PromiseStatus.APPROVED,
    promises.PromiseStatus.WAITING,
)


class Opening(Choice):
    """What a talk can begin with."""

    APPOINTMENT = "appointment", phrase("Appointment")
    PROMISE = "promise", phrase("Promise")
    NEXT_STEP = "next_step", phrase("Next step")
    LIKED = "liked", phrase("Liked")
    NEW_UNIT = "new_unit", phrase("New for sale")
    NEW_PRICE = "new_price", phrase("New price")
    HOLIDAY = "holiday", phrase("Day off")


class TalkingPoint(Answer):
    """Something to begin with."""

    kind: Opening
    what: str


class TalkingPoints(Answer):
    """What to begin with, in the order in which it comes to mind."""

    rows: list[TalkingPoint]


@question(
    "talking_points",
    may=ANYONE,
    word=phrase("What to begin with"),
    clauses=("9.6.2.1", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def talking_points(*, actor: StaffActor, at: datetime, phone: Phone) -> TalkingPoints:
    """Say what to begin a talk with: what was agreed, liked, or is new since the last one (9.6.2.1).

    :raises Refused: 3.4.3.5 unless by the owner.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.OWNER, also="9.6.2.1")
    return TalkingPoints(rows=list(_points(tie, actor.staff_id, at)))


def _points(tie: reception.Tie, staff_id: int, at: datetime) -> Iterator[TalkingPoint]:
    site_id, number = tie.site_id, tie.phone
    expected = appointments.next_expected(site_id, [number], at).get(number)
    if expected is not None:
        yield TalkingPoint(kind=Opening.APPOINTMENT, what=str(expected[0]))
    for promise in _open_promises(site_id, number, at):
        yield TalkingPoint(kind=Opening.PROMISE, what=str(promise))
    step = _next_step(tie, at)
    if step:
        yield TalkingPoint(kind=Opening.NEXT_STEP, what=step)
    for tag in particulars.liked_tags(site_id, number):
        yield TalkingPoint(kind=Opening.LIKED, what=tag)
    since = _last_talk(site_id, number, staff_id, at)
    if since is not None:
        for code in _new_units(site_id, number, since, at):
            yield TalkingPoint(kind=Opening.NEW_UNIT, what=code)
        for code in _new_prices(site_id, number, since, at):
            yield TalkingPoint(kind=Opening.NEW_PRICE, what=code)
    today = day_of(at)
    off = workdays.next_day_off(today + timedelta(days=1), today + timedelta(days=AHEAD), at)
    if off is not None:
        yield TalkingPoint(kind=Opening.HOLIDAY, what=off.isoformat())


def _open_promises(site_id: int, phone: str, at: datetime) -> list[int]:
    phones = customers.counted_as_one(site_id, phone, rulebook.policies(site_id, at), at)
    rows = promises.Promise.objects.filter(
        Q(until_on=None) | Q(until_on__gte=day_of(at)),
        site_id=site_id,
        phone__in=phones,
        status__in=_STILL_OPEN,
    )
    return list(rows.order_by("number").values_list("number", flat=True))


def _next_step(tie: reception.Tie, at: datetime) -> str:
    """Return the next step written down last since the claim began, by whom it came along with."""
    if tie.claim is None:
        return ""
    rows = customers.FollowUp.objects.filter(
        customer__site_id=tie.site_id,
        customer__phone=tie.phone,
        struck_at=None,
        at__range=(tie.claim.made_at, at),
    ).exclude(next_step="")
    return rows.order_by("-at", "-pk").values_list("next_step", flat=True).first() or ""


def _last_talk(site_id: int, phone: str, staff_id: int, at: datetime) -> datetime | None:
    """Return when the owner last reached the customer, else when the customer was first registered."""
    reached = customers.FollowUp.objects.filter(
        customer__site_id=site_id,
        customer__phone=phone,
        staff_id=staff_id,
        reached=True,
        struck_at=None,
        at__lte=at,
    )
    last = reached.order_by("-at").values_list("at", flat=True).first()
    if last is not None:
        return last
    known = customers.Customer.objects.filter(site_id=site_id, phone=phone)
    row = known.values_list("registered_at", "created_at").first()
    return (row[0] or row[1]) if row else None


def _new_units(site_id: int, phone: str, since: datetime, at: datetime) -> list[str]:
    """Return the units that pass and were listed, or are for sale again, since then, the best first."""
    wanted = advice.wanted_by(site_id, phone)
    if not wanted.stated:
        return []
    new = catalogue.Unit.objects.filter(site_id=site_id, state=catalogue.UnitState.AVAILABLE)
    new = new.filter(Q(listed_at__gt=since) | Q(state_since__gt=since))
    codes = set(new.values_list("code", flat=True))
    judged = [
        advice.judge(offer, wanted)
        for offer in advice.offers_of(site_id, day_of(at))
        if offer.code in codes
    ]
    passing = [one for one in judged if all(one.is_full(must) for must in wanted.musts)]
    return [one.offer.code for one in sorted(passing, key=lambda one: one.order)[:MOST]]


def _new_prices(site_id: int, phone: str, since: datetime, at: datetime) -> list[str]:
    """Return the units of layouts once shown whose list price is another than on that day, by code."""
    shown = advice.Showing.objects.filter(site_id=site_id, phone=phone)
    units = catalogue.Unit.objects.filter(
        site_id=site_id,
        state=catalogue.UnitState.AVAILABLE,
        layout__in=shown.values("layout"),
    )
    codes = dict(units.values_list("pk", "code"))
    then, now = (catalogue.prices_on(codes, day_of(day)) for day in (since, at))
    changed = [code for pk, code in codes.items() if pk in then and then[pk] != now.get(pk)]
    return sorted(changed, key=catalogue.by_number)[:MOST]
