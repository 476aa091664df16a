"""Asking people, noting who answered, closing; in the caller's transaction.

An ask names the command that answers it. It stands on the person's list, where one tap answers it with
what is known already, and in a link that works outside of the log-in (`links`). Subscribing to the
command's line and calling `answered` is the asking module's part: an answer counts by whichever way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F

from salesfloor.base.phrases import Phrase, stored_facts
from salesfloor.kernel.asks.models import Ask
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: in which words, by which clause, and the command that answers it.

    `given` are the fields that are known already; those named in `fixed` say what the answer is about and
    are not the person's to change. Where all of the command's fields are given, one tap answers.
    """

    kind: str
    subject: str
    clause: str
    sentence: Phrase
    command: str
    given: Mapping[str, Any] = field(default_factory=dict)
    fixed: Sequence[str] = ()


def ask(
    question: Question,
    staff_ids: Iterable[int],
    *,
    site_id: int,
    at: datetime,
    until_at: datetime | None = None,
) -> list[Ask]:
    """Ask people; who was asked the same before is asked anew."""
    whom = list(dict.fromkeys(staff_ids))
    asks = [
        _put(question, staff_id, site_id=site_id, at=at, until_at=until_at) for staff_id in whom
    ]
    work.owe(
        kind=question.kind,
        subject=question.subject,
        site_id=site_id,
        clause=question.clause,
        sentence=question.sentence,
        at=at,
        due_at=until_at,
        staff_ids=whom,
        command=question.command,
        given=question.given,
    )
    messages.tell_all(
        whom,
        site_id=site_id,
        at=at,
        clause=question.clause,
        sentence=question.sentence,
        subject=question.subject,
        leaves=messages.Leaves.ROUND,
    )
    return asks


def _put(
    question: Question, staff_id: int, *, site_id: int, at: datetime, until_at: datetime | None
) -> Ask:
    told = {
        "clause": question.clause,
        "template": question.sentence.template,
        "facts": stored_facts(question.sentence),
        "command": question.command,
        "given": dict(question.given),
        "fixed": list(question.fixed),
        "asked_at": at,
        "until_at": until_at,
    }
    found, is_new = Ask.objects.get_or_create(
        site_id=site_id,
        kind=question.kind,
        subject=question.subject,
        staff_id=staff_id,
        defaults=told,
    )
    if not is_new:
        anew = told | {"answered_at": None, "closed_at": None, "link_used_at": None}
        Ask.objects.filter(pk=found.pk).update(**anew, round=F("round") + 1)
        found.refresh_from_db()
    return found


def answered(kind: str, subject: str, staff_id: int, *, site_id: int, at: datetime) -> bool:
    """Note that a person has answered; tell whether they had been asked and had not yet."""
    asks = _open(kind, subject, site_id).filter(staff_id=staff_id)
    count = asks.update(answered_at=at)
    work.settle(kind=kind, subject=subject, site_id=site_id, at=at, staff_ids=[staff_id])
    return count > 0


def close(kind: str, subject: str, *, site_id: int, at: datetime) -> None:
    """Wait for nobody any more: the time is over, or there is nothing left to answer."""
    _open(kind, subject, site_id).update(closed_at=at)
    work.settle(kind=kind, subject=subject, site_id=site_id, at=at)


def missing(kind: str, subject: str, *, site_id: int, at: datetime | None = None) -> list[str]:
    """Return the sorted codes of those who were asked and had not answered, by that moment."""
    asks = Ask.objects.filter(site_id=site_id, kind=kind, subject=subject)
    late = asks.filter(answered_at=None)
    if at is not None:
        late |= asks.filter(answered_at__gte=at)
    return sorted(people.codes_of(list(late.values_list("staff_id", flat=True))).values())


def was_asked(kind: str, subject: str, staff_id: int, *, site_id: int) -> bool:
    """Tell whether the person was asked that."""
    asks = Ask.objects.filter(site_id=site_id, kind=kind, subject=subject, staff_id=staff_id)
    return asks.exists()


def open_ask(subject: str, staff_id: int, *, site_id: int, at: datetime) -> tuple[Ask | None, bool]:
    """Return the ask of that subject that waits for the person, and whether they ever had one."""
    asks = Ask.objects.filter(site_id=site_id, subject=subject, staff_id=staff_id)
    rows = list(asks.order_by("pk"))
    return next((one for one in rows if one.is_open(at)), None), bool(rows)


def _open(kind: str, subject: str, site_id: int) -> QuerySet[Ask]:
    return Ask.objects.filter(
        site_id=site_id, kind=kind, subject=subject, answered_at=None, closed_at=None
    )
