"""Using a discount for an agreement, and freeing it again (O4, S5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.promises import rules
from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus
from salesfloor.floor.promises.commands.promising import WORK
from salesfloor.floor.promises.models import Promise
from salesfloor.floor.promises.queries import HOLDING, open_for
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal

    from django.db.models import QuerySet

    from salesfloor.base.posts import Post


def own_limit(post: Post, site_id: int, at: datetime) -> Decimal | None:
    """Return up to which discount in per cent a post goes on its own authority; None knows no limit."""
    return rules.limit(post, PromiseKind.DISCOUNT, rulebook.policies(site_id, at))


def within_own_limit(
    post: Post, site_id: int, *, list_fen: int, price_fen: int, at: datetime
) -> bool:
    """Tell whether a post may sell at a price on its own authority, compared exactly."""
    policy = rulebook.policies(site_id, at)
    most = rules.limit(post, PromiseKind.DISCOUNT, policy)
    return most is None or rules.covers_price(most, list_fen=list_fen, price_fen=price_fen)


def discount_covering(
    site_id: int,
    phones: Iterable[str],
    unit: str,
    *,
    list_fen: int,
    price_fen: int,
    at: datetime,
) -> Promise | None:
    """Return one promise, locked, that covers a price: the least that does, then the oldest.

    It was given or approved, holds today, is for the customer or one counted as one, for that unit where
    it names one, and no agreement uses it.
    """
    rows = open_for(site_id, phones, unit, at).filter(
        kind=PromiseKind.DISCOUNT, status__in=HOLDING, used_by=None
    )
    for one in rows.select_for_update().order_by("value", "number"):
        if one.value is not None and rules.covers_price(
            one.value, list_fen=list_fen, price_fen=price_fen
        ):
            return one
    return None


def use(promise: Promise, agreement: int) -> None:
    """Let an agreement use a discount."""
    promise.used_by = agreement
    promise.save(update_fields=["used_by"])


def free(site_id: int, agreement: int) -> None:
    """Free the discount of an agreement that was withdrawn or returned."""
    Promise.objects.filter(site_id=site_id, used_by=agreement).update(used_by=None)


def void(promises: QuerySet[Promise], *, at: datetime) -> None:
    """Let promises be void: the deal that they were for is called off."""
    for one in promises.select_for_update():
        one.status = PromiseStatus.VOID
        one.save(update_fields=["status"])
        work.settle(kind=WORK, subject=f"promise:{one.number}", site_id=one.site_id, at=at)
