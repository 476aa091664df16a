"""What other modules may ask of findings."""

from salesfloor.kernel.findings.commands import FINDERS, RECHECKERS, give_time
from salesfloor.kernel.findings.kinds import FindingBlock, FindingKind, by_hand, kinds
from salesfloor.kernel.findings.models import (
    GRADES,
    Finding,
    Grade,
    HazardGrade,
    Status,
    Step,
    StepKind,
)
from salesfloor.kernel.findings.offers import also_offer
from salesfloor.kernel.findings.queries import (
    READERS,
    finding_locked,
    open_count,
    open_numbers,
    open_to_choose,
    unfixed_to_choose,
)
from salesfloor.kernel.findings.raising import (
    FIXERS,
    Observed,
    add_check,
    add_step,
    named,
    open_of_item,
    path_of,
    raise_finding,
)

__all__ = [
    "FINDERS",
    "FIXERS",
    "GRADES",
    "READERS",
    "RECHECKERS",
    "Finding",
    "FindingBlock",
    "FindingKind",
    "Grade",
    "HazardGrade",
    "Observed",
    "Status",
    "Step",
    "StepKind",
    "add_check",
    "add_step",
    "also_offer",
    "by_hand",
    "finding_locked",
    "give_time",
    "kinds",
    "named",
    "open_count",
    "open_numbers",
    "open_of_item",
    "open_to_choose",
    "path_of",
    "raise_finding",
    "unfixed_to_choose",
]
