"""The thread, what to begin a talk with, and who sent whom: tabs of the customer's page (9.6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import Refused
from salesfloor.floor.advice import api as advice
from salesfloor.floor.appointments import api as appointments
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following.queries.referrals import ReferralState
from salesfloor.floor.following.queries.talking_points import Opening
from salesfloor.floor.promises import api as promises
from salesfloor.web.dates import day
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import ask, may
from salesfloor.web.templatetags.salesfloor import full_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.web.requests import StaffRequest

_SENT: Final = {"referrer", "referred"}
"""Ties that are shown as referrals, not among the people related."""
_ASKED: Final = {"sent": "referrals", "related": "relations"}


def _shares(request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - the story of the page
    return story.is_mine or request.actor.post in LEADERS


def _read_up_to(customer_id: int, staff_id: int) -> int:
    read = customers.ThreadRead.objects.filter(customer_id=customer_id, staff_id=staff_id)
    return read.values_list("up_to", flat=True).first() or 0


def _unread(request: StaffRequest, story: Any) -> int:  # noqa: ANN401 - as above
    me, pk = request.actor.staff_id or 0, story.customer.pk
    read = customers.ThreadRead.objects.filter(customer_id=pk, staff_id=me).values("up_to")[:1]
    rows = customers.ThreadNote.objects.filter(
        customer_id=pk, pk__gt=Coalesce(Subquery(read), Value(0))
    )
    return rows.exclude(staff_id=me).count()


def _thread(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    return thread_of(story.customer.pk, request.actor.staff_id or 0)


def thread_of(pk: int, me: int) -> dict[str, Any]:
    """Return what a reader has read and wrote; what is new is shown by reading it, on record."""
    read = _read_up_to(pk, me)
    rows = list(customers.ThreadNote.objects.filter(customer_id=pk).order_by("pk"))
    seen = [one for one in rows if one.pk <= read or one.staff_id == me]
    lines = [one for one in seen if one.is_line]
    return {
        "agreed": lines[-1] if lines else None,
        "words": [one for one in reversed(seen) if not one.is_line],
        "unread": len(rows) - len(seen),
        "writers": names_by_id({one.staff_id for one in seen}),
    }


def _new_words(request: StaffRequest, story: Any) -> Phrase | None:  # noqa: ANN401 - as above
    if not _shares(request, story):
        return None
    count = _unread(request, story)
    return phrase("New in the thread: {count}", count=count) if count else None


def _talk(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    customer = story.customer
    told = ask(request, "talking_points", phone=customer.phone)
    words = Opening.labels()
    return {
        "points": [
            (words[one["kind"]], *_point(customer.site_id, Opening(one["kind"]), one["what"]))
            for one in told["rows"]
        ],
        "taken": [
            (
                one.layout,
                [advice.said_point(point) for point in one.liked],
                [advice.said_point(point) for point in one.disliked],
                one.against,
            )
            for one in advice.taken_of(customer.site_id, customer.phone)
        ],
    }


def _point(site_id: int, kind: Opening, what: str) -> tuple[str, str]:
    """Return what to begin with in words, and the page that tells more, if there is one."""
    if kind is Opening.LIKED:
        return advice.said_point(what), ""
    if kind is Opening.HOLIDAY:
        return day(date.fromisoformat(what)), ""
    if kind is Opening.PROMISE:
        row = promises.Promise.objects.filter(site_id=site_id, number=int(what)).first()
        return (row.what or what if row else what), reverse("promises:promise", args=[int(what)])
    if kind is Opening.APPOINTMENT:
        found = appointments.Appointment.objects.filter(site_id=site_id, number=int(what)).first()
        return (full_moment(found.time) if found else what), ""
    if kind in {Opening.NEW_UNIT, Opening.NEW_PRICE}:
        return what, reverse("catalogue:unit", args=[what])
    return what, ""


def _is_mine(_request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - as above
    return bool(story.is_mine)


def _chain(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    """Return who sent the customer, whom the customer sent, and the people related."""
    told: dict[str, Any] = {}
    for name, question in _ASKED.items():
        try:
            told[name] = ask(request, question, phone=story.customer.phone)
        except Refused:  # a lead of another team
            told[name] = None
    related = told["related"] or {"rows": []}
    return {
        **told,
        "may_refer": may(request.actor, "refer"),
        "related": [one for one in related["rows"] if one["relation"] not in _SENT],
        "referral_states": ReferralState.labels(),
        "why_no_thanks": customers.WhyNoThanks.labels(),
    }


THREAD: Final = SubjectPart(
    "customer",
    "thread",
    phrase("Thread"),
    "following/_thread.html",
    _thread,
    may=_shares,
    glance=_new_words,
    commands=("read_thread", "write_thread", "agree_line"),
    rank=10,
)
TALK: Final = SubjectPart(
    "customer",
    "talk",
    phrase("What to begin with"),
    "following/_talk.html",
    _talk,
    may=_is_mine,
    commands=("do_not_contact", "allow_contact"),
    rank=40,
)
CHAIN: Final = SubjectPart(
    "customer",
    "chain",
    phrase("Relations and referrals"),
    "following/_chain.html",
    _chain,
    may=_shares,
    commands=("thank", "take_back_referral"),
    rank=50,
)
