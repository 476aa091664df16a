"""A claim under a deal: bound while the deal is open, set free at its end (3.3.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.china_time import at_time
from salesfloor.base.commands import cite
from salesfloor.base.fields import Who
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.commands.claims import LAPSE
from salesfloor.floor.customers.commands.warnings import WARN
from salesfloor.floor.customers.models import Claim
from salesfloor.floor.customers.queries.house import house_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.base.commands import Actor

BOUND = line(
    "claim_bound",
    "claims",
    phrase("The claim of {owner} is bound by a deal: it does not lapse while that is open"),
    facts={"owner": Who},
)
FREED = line(
    "claim_freed",
    "claims",
    phrase("No deal binds the claim of {owner} any more; it stands to the end of {last_day}"),
    facts={"owner": Who, "last_day": str},
)


def bind(claim_id: int, *, owner: str, actor: Actor, at: datetime) -> None:
    """Let a standing claim last as long as a deal is open; it becomes a visit claim."""
    claim = _standing(claim_id)
    if claim is None or rules.is_bound(claim.lapses_at):
        return
    claim.kind, claim.lapses_at = Claim.Kind.VISIT, rules.BOUND_UNTIL
    claim.warns_at = None
    claim.save(update_fields=["kind", "lapses_at", "warns_at"])
    for name in (LAPSE, WARN):
        deadlines.settle(name, subject=claim.pk, at=at)
    registers.write(
        BOUND,
        actor=actor,
        at=at,
        body={"claim": claim_id, "owner": owner},
        personal={"phone": claim.phone},
    )
    cite("3.3.2.1")


def set_free(claim_id: int, *, actor: Actor, owner: str, at: datetime) -> None:
    """Let a bound claim go on as after a visit of today; see `bind`."""
    claim = _standing(claim_id)
    if claim is None or not rules.is_bound(claim.lapses_at):
        return
    policy = rulebook.policies(claim.site_id, at)
    house = house_of(claim.site_id, at)
    claim.lapses_at = rules.lapse_instant("visit", at, claim.made_at, policy, house)
    claim.warns_at = _warning(claim, at, policy)
    claim.save(update_fields=["lapses_at", "warns_at"])
    deadlines.set_due(LAPSE, subject=claim.pk, site_id=claim.site_id, due_at=claim.lapses_at)
    if claim.warns_at is not None:
        deadlines.set_due(WARN, subject=claim.pk, site_id=claim.site_id, due_at=claim.warns_at)
    registers.write(
        FREED,
        actor=actor,
        at=at,
        site_id=claim.site_id,
        body={
            "claim": claim_id,
            "owner": owner,
            "last_day": rules.last_day_of(claim.lapses_at).isoformat(),
        },
        personal={"phone": claim.phone},
    )
    cite("3.3.2.1")


def _warning(claim: Claim, at: datetime, policy: rulebook.Policies) -> datetime | None:
    """Return when the owner is warned that the claim is about to lapse, if that is still to come."""
    opens = people.Site.objects.values_list("opens", flat=True).get(pk=claim.site_id)
    warns_at = at_time(rules.warned_on("visit", claim.lapses_at, policy), opens)
    return warns_at if at < warns_at < claim.lapses_at else None


def _standing(claim_id: int) -> Claim | None:
    return Claim.objects.select_for_update().filter(pk=claim_id, ended_at=None).first()


def lock_claims(claim_ids: Iterable[int]) -> None:
    """Hold claims until the transaction ends: they are locked before any unit."""
    rows = Claim.objects.select_for_update().filter(pk__in=list(claim_ids)).order_by("pk")
    list(rows.values_list("pk", flat=True))
