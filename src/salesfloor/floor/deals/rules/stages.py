"""The stages of a deal in their order (7.1.4)."""

from __future__ import annotations

from salesfloor.floor.deals.choices import DealState, Stage, WayOfPaying


def stages_of(payment: str) -> list[Stage]:
    """Return the stages of a deal; the loan is one only where the price is paid with one."""
    return [one for one in Stage if one is not Stage.LOAN or payment == WayOfPaying.LOAN]


def after(stage: str, payment: str) -> Stage | None:
    """Return the stage after another, or None after the last."""
    order = stages_of(payment)
    place = order.index(Stage(stage)) + 1
    return order[place] if place < len(order) else None


def last_finished(next_stage: str, payment: str, state: str) -> Stage | None:
    """Return the stage finished last, None before the first."""
    if state == DealState.DONE:
        return Stage.AFTER_SALES
    if not next_stage:
        return None
    order = stages_of(payment)
    place = order.index(Stage(next_stage))
    return order[place - 1] if place else None
