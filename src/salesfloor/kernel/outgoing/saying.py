"""What leaves the house in words: a sentence without phones, at most one link, nothing of other people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import translation

from salesfloor.base.phones import without_phones
from salesfloor.base.phrases import phrase, restored
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.messages.api import Leaves
from salesfloor.kernel.outgoing.choices import BY_SMS
from salesfloor.kernel.wordings import api as wordings
from salesfloor.web.language import said
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.outgoing.models import Outgoing

_SOMETHING_NEW: Final = phrase("Something new for you stands in Salesfloor.")
_TITLE: Final = phrase("Salesfloor: a message for you")


@dataclass(frozen=True, slots=True)
class Words:
    """A message in words, and the address that it carries."""

    title: str
    sentence: str
    link: str

    @property
    def text(self) -> str:
        """Return sentence and address, each on a line of its own."""
        return "\n".join(one for one in (self.sentence, self.link) if one)


def words_of(outgoing: Outgoing, at: datetime) -> Words | None:
    """Return what a message says; None where its question is answered or over already.

    Only what is meant for outside says what the inbox says: questions, notices, reports. Of everything else
    a copy says that there is something.
    """
    is_personal = outgoing.staff_id is not None
    sentence = restored(outgoing.template, outgoing.facts)
    if outgoing.channel.way in BY_SMS:
        sentence = wordings.short(sentence)
    link = f"{settings.ADDRESS}{outgoing.path}" if settings.ADDRESS else ""
    if is_personal:
        if outgoing.rank == Leaves.REST:
            sentence = _SOMETHING_NEW
        ask, was_asked = asks.open_ask(
            outgoing.subject, outgoing.staff_id or 0, site_id=outgoing.site_id, at=at
        )
        if ask is None and was_asked and outgoing.rank == Leaves.ROUND:
            return None
        link = _personal_link(outgoing, ask)
    with translation.override(settings.LANGUAGE_CODE):
        return Words(said(_TITLE), without_phones(said(sentence)), link)


def _personal_link(outgoing: Outgoing, ask: asks.Ask | None) -> str:
    """Return the link that answers, the same at each try; else the address of the matter behind the log-in."""
    if not settings.ADDRESS:
        return ""
    if ask is None:
        return f"{settings.ADDRESS}{address_of(outgoing.subject) or '/'}"
    if outgoing.link is None:
        outgoing.link = asks.new_link(ask)
    return asks.address_of(ask, outgoing.link)
