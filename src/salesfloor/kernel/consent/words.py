"""Whether somebody's word counts for what another person does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import Refused
from salesfloor.kernel.consent.kinds import KINDS
from salesfloor.kernel.consent.models import Consent, ConsentState
from salesfloor.kernel.consent.proof import is_proven

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def use_word(actor: Actor, *, of: str, what: str, about: str = "", at: datetime) -> None:
    """Let the word of a person count: proven on this screen, or given today to a request, once.

    :raises Refused: the clause of the matter where that person gave no word.
    """
    if is_proven(of):
        return
    given = given_today(actor.staff_id or 0, what, about, at)
    if given is None or given.decided_by != of:
        raise Refused(
            KINDS[what].clause,
            phrase(
                "{who} has not agreed to this: with the PIN on this screen, or by granting a request.",
                who=of,
            ),
        )
    given.state, given.used_at = ConsentState.USED, at
    given.save(update_fields=["state", "used_at"])


def mark_used(site_id: int, number: int, at: datetime) -> None:
    """Count a word as used where it had its effect by being given."""
    rows = Consent.objects.filter(site_id=site_id, number=number, state=ConsentState.GIVEN)
    rows.update(state=ConsentState.USED, used_at=at)


def given_today(asker_id: int, what: str, about: str, at: datetime) -> Consent | None:
    """Return the word that a person was given today and has not used yet."""
    return _today(asker_id, what, about, at).filter(state=ConsentState.GIVEN).first()


def asked_today(asker_id: int, what: str, about: str, at: datetime) -> Consent | None:
    """Return the latest request of a person today, whatever became of it."""
    return _today(asker_id, what, about, at).first()


def states_today(site_id: int, at: datetime) -> dict[int, str]:
    """Return where the requests of a site's day stand, by their number; whose and about what is not told."""
    rows = Consent.objects.filter(site_id=site_id, asked_at__gte=start_of(day_of(at)))
    return dict(rows.order_by("number").values_list("number", "state"))


def _today(asker_id: int, what: str, about: str, at: datetime) -> QuerySet[Consent]:
    rows = Consent.objects.filter(
        asker_id=asker_id, what=what, about=about, asked_at__gte=start_of(day_of(at))
    )
    return rows.order_by("-asked_at", "-pk")
