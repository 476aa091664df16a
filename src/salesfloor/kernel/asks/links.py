"""Links that answer an ask outside of the log-in: signed, for one person, one question, one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.urls import reverse

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.kernel.asks.models import Ask

if TYPE_CHECKING:
    from datetime import datetime

_SALT: Final = "salesfloor.asks"


class Over(Choice):
    """Why a link does not work."""

    NOT_OURS = "not_ours", phrase("This is no link of ours, or it was cut off on its way.")
    NEWER = "newer", phrase("There is a newer link for this question: take the one sent last.")
    ANSWERED = "answered", phrase("This was answered already; a link works once.")
    TOO_LATE = "too_late", phrase("The time to answer this is over.")
    CLOSED = "closed", phrase("This needs no answer any more.")
    LEFT = "left", phrase("The person whom this link was for does not work here any more.")


def new_link(ask: Ask) -> int:
    """Take the number of a new link; links of the question that were given before are dead."""
    Ask.objects.filter(pk=ask.pk).update(links=F("links") + 1)
    ask.refresh_from_db(fields=["links"])
    return ask.links


def address_of(ask: Ask, number: int) -> str:
    """Return the address of a link: the one form that answers the ask; its holder needs no log-in."""
    token = signing.dumps([ask.pk, ask.round, number], salt=_SALT)
    return f"{settings.ADDRESS}{reverse('asks:answer', kwargs={'token': token})}"


def link_for(ask: Ask) -> str:
    """Return the address of a new link."""
    return address_of(ask, new_link(ask))


def ask_of(token: str, at: datetime) -> Ask | Over:
    """Return the ask of a link that still works, or why it does not."""
    try:
        pk, turn, number = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return Over.NOT_OURS
    found = Ask.objects.filter(pk=pk).first()
    if found is None:
        return Over.NOT_OURS
    if found.answered_at is not None or found.link_used_at is not None:
        return Over.ANSWERED
    if found.until_at is not None and at >= found.until_at:
        return Over.TOO_LATE
    if found.closed_at is not None:
        return Over.CLOSED
    return found if (found.round, found.links) == (turn, number) else Over.NEWER


def use(ask: Ask, at: datetime) -> bool:
    """Use the link up; False where somebody was faster."""
    unused = Ask.objects.filter(pk=ask.pk, round=ask.round, link_used_at=None)
    return unused.update(link_used_at=at) == 1


def give_back(ask: Ask) -> None:
    """Let the link work again: its answer was refused."""
    Ask.objects.filter(pk=ask.pk, round=ask.round).update(link_used_at=None)
