"""The block of a clause that is kept by a checklist: `[clause.checklist]` names the list."""

from __future__ import annotations

from typing import Final

from salesfloor.base.subjects import KINDS as SUBJECTS
from salesfloor.kernel.checks.items import JUDGES, SOURCES
from salesfloor.kernel.checks.lists import Checklist, FailsTo, Item, checklists
from salesfloor.kernel.checks.shortages import OWNERS
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.rulebook.api import Block

MECHANISM: Final = "checklist"


class ChecklistBlock(Block):
    """The checklist by which people keep a clause."""

    list: str


def _mistake(clause: str, block: ChecklistBlock) -> str | None:
    """Say what a block or its list names that does not exist."""
    checklist = checklists().get(block.list)
    if checklist is None:
        return f"there is no checklist '{block.list}'"
    if checklist.clause != clause:
        return f"the list '{block.list}' is one of clause {checklist.clause}"
    return mistake_of_list(checklist)


def mistake_of_list(checklist: Checklist) -> str | None:
    kind = findings.kinds().get(checklist.kind)
    if checklist.subject not in SUBJECTS:
        return f"{checklist.code}: there is no kind of subject '{checklist.subject}'"
    if checklist.kind and kind is None:
        return f"{checklist.code}: there is no kind of finding '{checklist.kind}'"
    if checklist.source and checklist.source not in SOURCES:
        return f"{checklist.code}: there is no source of items '{checklist.source}'"
    if checklist.task_to and checklist.task_to not in OWNERS:
        return f"{checklist.code}: nobody has tasks as '{checklist.task_to}'"
    wrong = (_mistake_of_item(item, kind, checklist.task_to) for item in checklist.item)
    found = next(filter(None, wrong), None)
    return found and f"{checklist.code}, {found}"


def _mistake_of_item(item: Item, kind: findings.FindingKind | None, task_to: str) -> str | None:
    if item.only_with and item.only_with not in rulebook.parameters():
        return f"{item.code}: there is no policy '{item.only_with}'"
    if item.fails_to is FailsTo.TASK and not task_to:
        return f"{item.code}: the list does not say whose task it becomes"
    if item.auto and item.auto not in JUDGES:
        return f"{item.code}: nobody judges '{item.auto}'"
    raises = item.fails_to is FailsTo.FINDING and not item.number
    if raises and (kind is None or kind.grade(item.grade) is None):
        return f"{item.code}: no finding has grade '{item.grade}'"
    return None


rulebook.mechanism(MECHANISM, ChecklistBlock, check=_mistake)
