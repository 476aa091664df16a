"""A deal's stages as pages show them: done by whom on which day, next and due, still to come (7.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.base.china_time import day_of
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.rules.stages import stages_of
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.deals.models import Deal


def steps_of(row: Deal) -> list[dict[str, Any]]:
    """Return each stage: done by whom on which day, or next and due, or still to come."""
    done = {one.stage: one for one in row.stages.filter(undone_at=None)}
    order = stages_of(row.payment)
    names = names_of(one.by for one in done.values())
    upto = order.index(Stage(row.next_stage)) if row.next_stage else 0
    steps = []
    for place, stage in enumerate(order):
        one = done.get(stage.value)
        is_done = one is not None or place < upto or row.state == DealState.DONE
        is_next = not is_done and place == upto and row.state == DealState.OPEN
        on = (
            one.on
            if one
            else day_of(row.full_at)
            if stage is Stage.DEPOSIT and row.full_at
            else None
        )
        steps.append(
            {
                "label": stage.label,
                "is_done": is_done,
                "is_next": is_next,
                "on": on,
                "due_on": row.next_due_on if is_next else None,
                "who": names.get(one.by, "") if one else "",
            }
        )
    return steps


def told_of_stages(row: Deal) -> list[tuple[Phrase, list[str], str]]:
    """Return the finished stages of which papers or words are on record, in their order."""
    order = [stage.value for stage in stages_of(row.payment)]
    done = [one for one in row.stages.filter(undone_at=None) if one.documents or one.note]
    done.sort(key=lambda one: order.index(one.stage) if one.stage in order else len(order))
    return [(Stage(one.stage).label, one.documents, one.note) for one in done]
