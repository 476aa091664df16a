"""Links that answer an ask outside of the log-in: signed, for one person, one question, one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from salesfloor.kernel.asks.models import Ask

if TYPE_CHECKING:
    from datetime import datetime

_SALT: Final = "salesfloor.asks"


def link_for(ask: Ask) -> str:
    """Return the address of the one form that answers the ask; its holder needs no log-in."""
    token = signing.dumps([ask.pk, ask.round], salt=_SALT)
    return f"{settings.ADDRESS}{reverse('asks:answer', kwargs={'token': token})}"


def ask_of(token: str, at: datetime) -> Ask | None:
    """Return the ask of a link that still works: signed by us, its round, not used, not over."""
    try:
        pk, number = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Ask.objects.filter(pk=pk, round=number, link_used_at=None).first()
    return found if found is not None and found.is_open(at) else None


def use(ask: Ask, at: datetime) -> bool:
    """Use the link up; False where somebody was faster."""
    unused = Ask.objects.filter(pk=ask.pk, round=ask.round, link_used_at=None)
    return unused.update(link_used_at=at) == 1


def give_back(ask: Ask) -> None:
    """Let the link work again: its answer was refused."""
    Ask.objects.filter(pk=ask.pk, round=ask.round).update(link_used_at=None)
