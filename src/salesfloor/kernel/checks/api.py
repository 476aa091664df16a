"""What other modules may ask of checks."""

from salesfloor.kernel.checks.commands import (
    Answers,
    FindingOfItem,
    ItemNotes,
    ItemPhotos,
    findings_of,
)
from salesfloor.kernel.checks.doing import (
    RAISERS,
    Fault,
    Given,
    Raised,
    do_check,
    score_of,
)
from salesfloor.kernel.checks.items import Sheet, items_from, judged, sheet
from salesfloor.kernel.checks.lists import Checklist, FailsTo, Item, checklists
from salesfloor.kernel.checks.models import Check, CheckAnswer, Result
from salesfloor.kernel.checks.shortages import task_owner
from salesfloor.kernel.checks.ways import WAYS, Way

__all__ = [
    "RAISERS",
    "WAYS",
    "Answers",
    "Check",
    "CheckAnswer",
    "Checklist",
    "FailsTo",
    "Fault",
    "FindingOfItem",
    "Given",
    "Item",
    "ItemNotes",
    "ItemPhotos",
    "Raised",
    "Result",
    "Sheet",
    "Way",
    "checklists",
    "do_check",
    "findings_of",
    "items_from",
    "judged",
    "score_of",
    "sheet",
    "task_owner",
]
