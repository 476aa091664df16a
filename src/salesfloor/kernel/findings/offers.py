"""What modules above findings offer on the page of one, before fixing it and looking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.commands import Actor
    from salesfloor.kernel.findings.models import Finding
    from salesfloor.kernel.work.api import Act

    Offer = Callable[[Finding, Actor], list[Act]]

_OFFERS: Final[list[Offer]] = []


def also_offer(offer: Offer) -> Offer:
    """Have the page of every finding ask what else can be done about it now."""
    _OFFERS.append(offer)
    return offer


def offered(finding: Finding, actor: Actor) -> list[Act]:
    """Return what the modules above offer to somebody on a finding's page."""
    return [act for offer in _OFFERS for act in offer(finding, actor)]
